"""Settings, all from the environment, so that the site runs after a clone without any.

Every variable is read by one of the helpers in ``neoarchive.env``, which name the variable and the mend
when a value can't be used. README.md, "Settings", lists them.
"""

from pathlib import Path

from neoarchive import env, logs

BASE_DIR = Path(__file__).resolve().parent.parent
env.load_file(BASE_DIR / ".env")

DATA_DIR = env.path("NEOARCHIVE_DATA_DIR", BASE_DIR / "var")
DEBUG = env.boolean("NEOARCHIVE_DEBUG", False)
SECRET_KEY = env.secret("NEOARCHIVE_SECRET_KEY", DATA_DIR / "secret-key")
ALLOWED_HOSTS = env.words("NEOARCHIVE_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.words("NEOARCHIVE_TRUSTED_ORIGINS", [])
SITE_URL = env.text("NEOARCHIVE_SITE_URL", "http://127.0.0.1:8000").rstrip("/")

ROOT_URLCONF = "neoarchive.urls"
WSGI_APPLICATION = "neoarchive.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-us"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

INSTALLED_APPS = [
    "neoarchive",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
]

# Sessions, log-ins and messages are for whoever is logged in or in the admin: a visitor's page goes past them.
MIDDLEWARE = [
    "neoarchive.middleware.SafeHeaders",
    "neoarchive.request_log.RequestLog",
    "neoarchive.health.Probes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "neoarchive.databases.PublicReads",
    "neoarchive.caching.PublicCaching",
    "neoarchive.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "neoarchive.middleware.LogIns",
    "neoarchive.middleware.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "neoarchive.views.refusals.RequestSizes",
    "neoarchive.views.refusals.NotAllowedPages",
    "neoarchive.limits.RateLimit",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "neoarchive.context.site",
            ],
        },
    },
]

# Of each process, on PostgreSQL. A thread uses one at a time, so as many as threads are ever open.
_CONNECTIONS = env.integer("NEOARCHIVE_DATABASE_CONNECTIONS", 20, least=1)
DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "neoarchive.sqlite3", connections=_CONNECTIONS)}
DATABASES |= env.replicas("REPLICA_URLS", DATABASES["default"])
REPLICAS = [alias for alias in DATABASES if alias != "default"]
REPLICA_MOST_LAG_S = env.integer("NEOARCHIVE_REPLICA_LAG_SECONDS", 10, least=1)
DATABASE_ROUTERS = ["neoarchive.databases.Router"] if REPLICAS else []

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
# A log-in ends after so many hours, used or not.
SESSION_COOKIE_AGE = env.integer("NEOARCHIVE_SESSION_HOURS", 12, least=1) * 3600
OTP_TOTP_ISSUER = "neoarchive"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# How long browsers and a CDN may show a public page without asking whether it has changed.
PUBLIC_CACHE_SECONDS = env.integer("NEOARCHIVE_CACHE_SECONDS", 0, least=0)
# Of each process: pages that were made are kept there until the archive changes.
PAGE_MEMORY_BYTES = env.integer("NEOARCHIVE_PAGE_MEMORY_MB", 24, least=0) * 1024 * 1024

# How often one address may ask each process for records, tables, feeds and searches: a minute, and at once. 0 is off.
RATE_PER_MINUTE = env.integer("NEOARCHIVE_RATE_PER_MINUTE", 120, least=0)
RATE_BURST = env.integer("NEOARCHIVE_RATE_BURST", 60, least=1)
# The header in which a proxy tells the visitor's address, and how many proxies stand in a row. Without it the address
# is that of the connection.
CLIENT_ADDRESS_HEADER = env.text("NEOARCHIVE_CLIENT_ADDRESS_HEADER", "").strip()
CLIENT_PROXIES = env.integer("NEOARCHIVE_CLIENT_PROXIES", 1, least=1)

# What an upload may weigh. The largest 8-K of the SEC's own limit (200 MB) is far beyond what a press release
# filing is; these bounds keep one request from filling the memory.
UPLOAD_MAX_BYTES = env.integer("NEOARCHIVE_UPLOAD_MAX_MB", 64) * 1024 * 1024
UPLOAD_MAX_FILES = env.integer("NEOARCHIVE_UPLOAD_MAX_FILES", 500)
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES
DATA_UPLOAD_MAX_NUMBER_FILES = UPLOAD_MAX_FILES
# A preview of a filing with many exhibits and contacts has several fields for each of them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# With less room than this on the disk /readyz says that the site is not ready, before saving fails.
DISK_FREE_LEAST_BYTES = env.integer("NEOARCHIVE_DISK_FREE_MB", 200, least=0) * 1024 * 1024

# Figures for Prometheus at /metrics, for whoever sends this as a bearer token. Without it there is no such address.
METRICS_TOKEN = env.token("NEOARCHIVE_METRICS_TOKEN")

# Whom the SEC may write to about what fetch_edgar asks of its servers: a name and an e-mail address.
EDGAR_CONTACT = env.text("NEOARCHIVE_EDGAR_CONTACT", "")

# Behind a proxy that speaks HTTPS to the world.
if env.boolean("NEOARCHIVE_HTTPS", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "neoarchive.views.refusals.form_out_of_date"

LOGGING = logs.configuration(
    env.choice("NEOARCHIVE_LOG_FORMAT", "line", ("line", "json")),
    env.text("NEOARCHIVE_LOG_LEVEL", "WARNING"),
    requests=env.boolean("NEOARCHIVE_LOG_REQUESTS", False),
)
