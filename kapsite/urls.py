"""Every address of the site, in the order in which readers meet them."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from kapsite import journeys, machines, staff, views
from kapsite.publishing import media, preview

handler404 = "kapsite.views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("articles/", include("articles.urls")),
    path("faq/", include("faq.urls")),
    path("glossary/", views.glossary, name="glossary"),
    path("search/", views.search, name="search"),
    path("start-here/", journeys.start_here, name="start-here"),
    path("am-i-a-candidate/", journeys.self_check, name="self-check"),
    path("my-questions/", journeys.my_questions, name="my-questions"),
    path("", include("kapsite.inquiry.urls")),
    path("feed.xml", machines.feed, name="feed"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("media/<path:name>", media.image, name="media"),
]
if settings.ROLE != "public":
    urlpatterns += [
        path("", include("kapsite.signoff.urls")),
        path("admin/welcome/<str:token>/", staff.welcome, name="welcome"),
        path("admin/markdown/preview/", preview.preview, name="markdownx_markdownify"),
        path("admin/markdown/upload/", media.upload, name="markdownx_upload"),
        path("admin/", admin.site.urls),
    ]
# Last, since it would answer for any of the others.
urlpatterns += [path("<slug:slug>/", views.page, name="page")]
