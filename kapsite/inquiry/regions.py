"""Where somebody may live: what a clinic may do for them depends on the state."""

from django.utils.translation import gettext_lazy as _

# The Postal Service's abbreviations: https://pe.usps.com/text/pub28/28apb.htm
STATES = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
DC District of Columbia|FL Florida|GA Georgia|GU Guam|HI Hawaii|ID Idaho|IL Illinois|IN Indiana
IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan
MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire
NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma
OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota
TN Tennessee|TX Texas|UT Utah|VT Vermont|VI U.S. Virgin Islands|VA Virginia|WA Washington
WV West Virginia|WI Wisconsin|WY Wyoming
"""
REGIONS = [
    ("", _("Choose a state")),
    *(
        (code, name)
        for code, _space, name in (
            entry.partition(" ") for entry in STATES.strip().replace("\n", "|").split("|")
        )
    ),
    ("other", _("Somewhere else")),
]
