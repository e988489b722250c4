"""The Python SDK of Twilio: services of Verify with their rate limits, and verifications.

The document describes no errors, so the mock answers with a problem detail, for which the SDK has an exception of its own."""

import sys

from checks import Checks
from twilio.base.exceptions import TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

URL = sys.argv[1]


class ToTheMock(TwilioHttpClient):
    """The transport of the SDK, with another host: it has no setting for that."""

    def request(self, method, url, *arguments, **named):
        return super().request(method, url.replace("https://verify.twilio.com", URL), *arguments, **named)


client = Client("AC" + "0" * 32, "token", http_client=ToTheMock())
verify = client.verify.v2
checks = Checks("twilio python")
call, raises = checks.call, checks.raises

shop = call("a service is created", lambda: verify.services.create(friendly_name="Shop", code_length=6),
            lambda made: made.friendly_name == "Shop" and made.sid.startswith("VA"))
sid = shop.sid if shop else "VA" + "0" * 32
call("it is read", lambda: verify.services(sid).fetch(), lambda found: (found.sid, found.friendly_name) == (sid, "Shop"))
call("it is changed", lambda: verify.services(sid).update(friendly_name="Shop 2"), lambda found: found.friendly_name == "Shop 2")
for number in range(3):
    call(f"service {number}", lambda: verify.services.create(friendly_name=f"S{number}"))
call("a page of a list", lambda: verify.services.page(page_size=2), lambda page: len(list(page)) == 2)
call("all of them", lambda: verify.services.list(), lambda found: len(found) == 4 and sid in [one.sid for one in found])
# The SDK goes on by `meta.next_page_url`, and looks for the items where `meta.key` says. The document requires neither of them.
checks.differs("/paths/~1v2~1Services/get/responses/200/content/application~1json/schema/properties/meta", "`meta` is optional, so a page does not say what follows",
               verify.services.page(page_size=2).next_page_url is None)

limit = call("a rate limit of it", lambda: verify.services(sid).rate_limits.create(unique_name="per_ip", description="a"),
             lambda made: (made.unique_name, made.service_sid) == ("per_ip", sid))
call("the limit is read", lambda: verify.services(sid).rate_limits(limit.sid).fetch(), lambda found: found.sid == limit.sid)
call("its limits", lambda: verify.services(sid).rate_limits.list(), lambda found: [one.sid for one in found] == [limit.sid])
call("the limit is deleted", lambda: verify.services(sid).rate_limits(limit.sid).delete(), lambda deleted: deleted)
raises("the limit is not there any more", TwilioServiceException, lambda: verify.services(sid).rate_limits(limit.sid).fetch(),
       lambda error: error.status == 404)
sent = call("a verification", lambda: verify.services(sid).verifications.create(to="+15017122661", channel="sms"),
            lambda made: made.to == "+15017122661" and made.channel == "sms")
call("it is looked at", lambda: verify.services(sid).verifications(sent.sid).fetch(), lambda found: found.sid == sent.sid)
call("the service is deleted", lambda: verify.services(sid).delete(), lambda deleted: deleted)
raises("it is not there any more", TwilioServiceException, lambda: verify.services(sid).fetch(), lambda error: error.status == 404)
raises("a value that cannot be one", TwilioServiceException, lambda: verify.services.create(friendly_name="Shop", code_length="many"),
       lambda error: error.status == 400)
checks.end()
