"""Forms 8-K from the SEC's own servers, by its rules. Knows neither Django nor the archive.

``client`` asks politely and only where it may, ``listing`` finds filings, ``addresses`` says where they are.
"""
