"""The addresses of the inquiry, from the root."""

from django.urls import path

from kapsite.inquiry import receipts, views

app_name = "inquiry"
urlpatterns = [
    path("contact/", views.contact, name="contact"),
    path("contact/message/", views.ask, {"kind": "message"}, name="message"),
    path("contact/screening/", views.ask, {"kind": "screening"}, name="screening"),
    path("contact/sent/", receipts.sent, name="sent"),
    path("receipt/<str:token>/", receipts.receipt, name="receipt"),
]
