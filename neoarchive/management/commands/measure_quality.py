"""Measure how well the archive was read, for the page /quality/: once a night, say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from neoarchive.ingest import quality
from neoarchive.models import QualityReport


class Command(BaseCommand):
    help = "Measure how well the published filings were read, and keep the figures for the page /quality/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep", type=int, default=100, help="Measurements kept, the newest (100).")

    def handle(self, *args: Any, keep: int, **options: Any) -> str:
        figures = quality.measure()
        QualityReport.objects.create(figures=figures, parser_version=figures["parser"])
        old = list(QualityReport.objects.values_list("pk", flat=True)[max(keep, 1) :])
        QualityReport.objects.filter(pk__in=old).delete()
        return f"{figures['releases']:,} releases of {figures['filings']:,} filings measured."
