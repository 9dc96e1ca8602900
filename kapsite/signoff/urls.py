"""The address of a mailed review link."""

from django.urls import path

from kapsite.signoff import views

app_name = "signoff"
urlpatterns = [path("review/<str:token>/", views.review, name="review")]
