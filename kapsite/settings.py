"""Django settings, read once from ``KAP_*`` variables; none needs to be set to try the site out."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kapsite import env, styles

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("KAP_VAR_DIR", str(BASE_DIR / "var")))
CONTENT_DIR = Path(env.text("KAP_CONTENT_DIR", str(BASE_DIR / "content")))

ROLE = env.choice("KAP_ROLE", "all", ("all", "public", "staff"))
SECRET_KEY = env.secret("KAP_SECRET_KEY", VAR_DIR / "keys" / "secret-key")
DEBUG = False
PORT = env.integer("PORT", 8000, low=1, high=65535)
BASE_URL = env.text("KAP_BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
TLS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [*env.words("KAP_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]"), env.host(BASE_URL)]

INSTALLED_APPS = [
    "kapsite",
    "kapsite.audit",
    "kapsite.publishing",
    "articles",
    "faq",
    "kapsite.inquiry",
    "kapsite.signoff",
    "markdownx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
# The kinds of content: sync, links, search, feed and sitemap find the documents through this list.
DOCUMENT_KINDS = [
    "articles.kind.KIND",
    "faq.kind.KIND",
    "kapsite.publishing.kinds.registry.PAGES",
    "kapsite.publishing.kinds.registry.GLOSSARY",
    "kapsite.publishing.kinds.registry.REFERENCES",
    "kapsite.publishing.kinds.registry.FACTS",
    "kapsite.publishing.kinds.registry.WORDING",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kapsite.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "kapsite.urls"
WSGI_APPLICATION = "kapsite.wsgi.application"
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
                "kapsite.views.site",
            ]
        },
    }
]

DATABASES = {"default": env.database("KAP_DATABASE_URL", VAR_DIR / "kapsite.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.text("KAP_TIME_ZONE", "America/New_York")
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("KAP_STATIC_DIR", str(VAR_DIR / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kapsite.static.StaticStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
# A checkout whose files were not collected yet is served from its folders.
WHITENOISE_USE_FINDERS = True
PAGES_DIR = VAR_DIR / "pages"
PUBLIC_PATHS = "kapsite.views.public_paths"

# The session and forgery cookies: __Host- binds them to this host, over TLS only.
SESSION_COOKIE_NAME = "__Host-session" if TLS else "session"
CSRF_COOKIE_NAME = "__Host-form" if TLS else "form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "kapsite.views.forged"
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 63072000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("KAP_BEHIND_PROXY") else None
)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", *styles.hashes()],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
# A field beyond these is refused before it is read into memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
MARKDOWNX_MARKDOWNIFY_FUNCTION = "kapsite.publishing.preview.markdownify"
MARKDOWNX_URLS_PATH = "/admin/markdown/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/markdown/upload/"
IMAGE_MAX_BYTES = 12 * 1024 * 1024
IMAGE_MAX_PIXELS = 40_000_000

# What only the clinic can know. A sample value shows as an evident placeholder on every page.
CLINIC_SAMPLES = {
    "name": "Your Clinic Name",
    "phone": "(555) 555-0100",
    "email": "hello@clinic.example",
    "address": "100 Sample Street, Your Town, ST 00000",
    "hours": "Monday to Friday, 9 am to 5 pm",
    "reply-time": "two working days",
    "team": "your clinic says here who gives the medicine, who watches, and who does the therapy",
    "monitoring": "your clinic says here what it checks, and how often",
    "forms": "your clinic says here which forms of ketamine it uses",
    "price": "your clinic says here what it charges",
    "emergency": "your clinic says here what it does in an emergency",
    "after-hours": "your clinic says here whom to call at night",
}
CLINIC = {
    key: env.text(f"KAP_CLINIC_{key.upper().replace('-', '_')}", sample)
    for key, sample in CLINIC_SAMPLES.items()
}

# The hand-off: mail goes to a folder until a server is set.
MAIL_DIR = VAR_DIR / "mail"
EMAIL_HOST = env.text("KAP_SMTP_HOST")
EMAIL_BACKEND = (
    "django.core.mail.backends." + ("smtp" if EMAIL_HOST else "filebased") + ".EmailBackend"
)
EMAIL_FILE_PATH = MAIL_DIR
EMAIL_PORT = env.integer("KAP_SMTP_PORT", 587, low=1, high=65535)
EMAIL_HOST_USER = env.text("KAP_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("KAP_SMTP_PASSWORD")
EMAIL_USE_TLS = (
    env.choice("KAP_SMTP_SECURITY", "starttls", ("starttls", "tls", "none")) == "starttls"
)
EMAIL_USE_SSL = env.text("KAP_SMTP_SECURITY", "starttls") == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("KAP_MAIL_FROM", "kapsite@clinic.example")
NOTICE_TO = env.words("KAP_NOTICE_TO", CLINIC["email"])
KEYS_DIR = Path(env.text("KAP_KEYS_DIR", str(VAR_DIR / "keys")))
REQUIRE_REVIEW = env.flag("KAP_REQUIRE_REVIEW")
REVIEW_LINK_LIFETIME = timedelta(days=14)
REVIEW_MAIL_TO = env.words("KAP_REVIEW_MAIL_TO", ",".join(NOTICE_TO))
# Commands that the delivery worker runs every hour; each knows by itself whether there is work.
HOUSEKEEPING = ["remind_reviews"]
FORM_LIFETIME = timedelta(hours=4)
# Faster than this is no person; whoever is gets asked to press once more.
FORM_MINIMUM = timedelta(seconds=env.integer("KAP_FORM_MINIMUM_SECONDS", 1, low=0, high=60))
DELIVERY_LEASE = timedelta(minutes=2)
DELIVERY_WINDOW = timedelta(days=7)
RETENTION = timedelta(days=env.integer("KAP_RETENTION_DAYS", 30, low=1, high=3650))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"private": {"()": "kapsite.logs.PrivateFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "private"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "kapsite": {
            "level": env.choice("KAP_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
        },
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # "Not Found: /path" is the visitor's own typing, of no use to anybody.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
