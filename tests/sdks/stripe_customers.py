"""The Python SDK of Stripe: customers, products, prices and invoices items, with forms, expansion and automatic pages."""

import sys

import stripe
from checks import Checks

stripe.api_base = sys.argv[1]
stripe.api_key = "sk_test_123"
stripe.max_network_retries = 0
checks = Checks("stripe python")
call, raises = checks.call, checks.raises

ada = call("a customer is created", lambda: stripe.Customer.create(email="ada@example.com", name="Ada", metadata={"team": "core"}),
           lambda customer: customer.email == "ada@example.com" and customer.metadata["team"] == "core")
key = ada.id if ada else "cus_1"
call("it is read", lambda: stripe.Customer.retrieve(key), lambda customer: (customer.id, customer.name) == (key, "Ada"))
call("it is changed", lambda: stripe.Customer.modify(key, name="Ada L."), lambda customer: customer.name == "Ada L.")
call("the change stays", lambda: stripe.Customer.retrieve(key), lambda customer: customer.name == "Ada L.")
for number in range(4):
    call(f"customer {number}", lambda: stripe.Customer.create(email=f"c{number}@example.com"))
page = call("a page of a list", lambda: stripe.Customer.list(limit=2), lambda page: len(page.data) == 2 and page.has_more)
call("all pages", lambda: [customer.id for customer in stripe.Customer.list(limit=2).auto_paging_iter()],
     lambda found: len(found) == 5 and len(set(found)) == 5 and key in found)
call("a filter", lambda: stripe.Customer.list(email="c2@example.com"), lambda page: [c.email for c in page.data] == ["c2@example.com"])
call("it is deleted", lambda: stripe.Customer.delete(key), lambda deleted: deleted.deleted and deleted.id == key)
raises("it is not there any more", stripe.InvalidRequestError, lambda: stripe.Customer.retrieve(key),
       lambda error: error.http_status == 404)

product = call("a product", lambda: stripe.Product.create(name="Book"), lambda product: product.name == "Book")
price = call("a price of it", lambda: stripe.Price.create(product=product.id, unit_amount=1250, currency="eur"),
             lambda price: price.unit_amount == 1250 and price.currency == "eur")
call("the price is read", lambda: stripe.Price.retrieve(price.id), lambda found: found.id == price.id)
intent = call("a payment", lambda: stripe.PaymentIntent.create(amount=1250, currency="eur"), lambda intent: intent.amount == 1250)
call("the payment is cancelled", lambda: stripe.PaymentIntent.cancel(intent.id), lambda intent: intent.status == "canceled")
raises("a value that cannot be one", stripe.InvalidRequestError, lambda: stripe.PaymentIntent.create(amount="much", currency="eur"),
       lambda error: error.http_status == 400 and "amount" in str(error))
checks.end()
