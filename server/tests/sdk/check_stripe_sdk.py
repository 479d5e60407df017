"""Checks the Stripe simulator with Stripe's own Python library.

Usage: check_stripe_sdk.py URL   (a simulator of its own: clock and endpoints are changed)

The library knows nothing of the simulator; what it reads, it reads as it would from Stripe.
Cards are "typed in" through the control interface, as nobody sits at the hosted page.
Ends with 0 when everything is as it should be, and with 1 and a sentence at the first difference.
"""

import json
import sys
import time
import urllib.request

import stripe

SECRET = "whsec_sdk_0123456789abcdef0123456789abcdef"
# Accounts share nothing, keys included: each run has one of its own.
ACCOUNT = f"acct_1Sdk{time.time_ns()}"


class Difference(Exception):
    """Something is not as Stripe's library expects it."""


def expect(what, got, wanted):
    """Stops at the first value that is not the wanted one."""
    if got != wanted:
        raise Difference(f"{what}: got {got!r}, wanted {wanted!r}")


def expect_error(what, kind, act):
    """`act` must raise an error of `kind`, which is returned."""
    try:
        act()
    except kind as error:
        return error
    except Exception as error:  # any other kind is a difference
        raise Difference(f"{what}: got {type(error).__name__} ({error}), wanted {kind.__name__}")
    raise Difference(f"{what}: nothing was raised, wanted {kind.__name__}")


def control(url, path, body=None):
    """Speaks to the simulator's control interface."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(f"{url}/_control/{path}", data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def new_session(attempt, amount=123_450, currency="pen", **more):
    """Makes a session as the product makes them."""
    return stripe.checkout.Session.create(
        mode="payment",
        line_items=[
            {
                "quantity": 1,
                "price_data": {
                    "currency": currency,
                    "unit_amount": amount,
                    "product_data": {"name": "Colegio San Borja · F001-123"},
                },
            }
        ],
        client_reference_id=attempt,
        metadata={"attempt": attempt},
        payment_intent_data={"metadata": {"attempt": attempt}},
        success_url="https://portal.test/pago/1?s={CHECKOUT_SESSION_ID}",
        cancel_url="https://portal.test/cuenta",
        expires_at=int(time.time()) + 45 * 60,
        locale="es-419",
        stripe_account=ACCOUNT,
        idempotency_key=attempt,
        **more,
    )


def check_sessions(url):
    """Creates, reads, repeats, lists and expires sessions."""
    made = new_session("attempt_1")
    expect("object", made.object, "checkout.session")
    expect("status", (made.status, made.payment_status), ("open", "unpaid"))
    expect("amount", (made.amount_total, made.currency), (123_450, "pen"))
    expect("reference", made.client_reference_id, "attempt_1")
    expect("metadata", made.metadata["attempt"], "attempt_1")
    expect("hosted page", made.url.startswith(url), True)
    read = stripe.checkout.Session.retrieve(
        made.id, stripe_account=ACCOUNT, expand=["line_items", "payment_intent"]
    )
    expect("read back", read.id, made.id)
    expect("no intent before a try", read.payment_intent, None)
    expect("line", read.line_items.data[0].amount_total, 123_450)

    with_key = new_session("attempt_2")
    changed = lambda: new_session("attempt_2", amount=999)
    error = expect_error("key with other parameters", stripe.IdempotencyError, changed)
    expect("status of that", error.http_status, 400)

    ids = [made.id, with_key.id] + [new_session(f"attempt_{n}").id for n in range(3, 26)]
    since = {"gte": int(time.time()) - 3600}
    listed = stripe.checkout.Session.list(created=since, limit=10, stripe_account=ACCOUNT)
    expect("page", (len(listed.data), listed.has_more), (10, True))
    every = [session.id for session in listed.auto_paging_iter()]
    expect("all pages, newest first", every, ids[::-1])
    nothing = stripe.checkout.Session.list(limit=10, stripe_account="acct_2Stranger")
    expect("another account", nothing.data, [])

    closed = stripe.checkout.Session.expire(made.id, stripe_account=ACCOUNT)
    expect("expired", (closed.status, closed.url), ("expired", None))
    again = lambda: stripe.checkout.Session.expire(made.id, stripe_account=ACCOUNT)
    expect_error("expired twice", stripe.InvalidRequestError, again)


def check_payment(url):
    """Pays a session, reads intent and charge, gives money back in two parts."""
    session = new_session("attempt_paid", amount=9000)
    control(url, f"sessions/{session.id}/pay", {"card": "4000000000009995"})
    declined = stripe.checkout.Session.retrieve(
        session.id, stripe_account=ACCOUNT, expand=["payment_intent"]
    )
    problem = declined.payment_intent.last_payment_error
    expect("decline", (problem.code, problem.decline_code), ("card_declined", "insufficient_funds"))
    control(url, f"sessions/{session.id}/pay", {"card": "4242424242424242", "name": "Rosa"})
    paid = stripe.checkout.Session.retrieve(session.id, stripe_account=ACCOUNT)
    expect("paid", (paid.status, paid.payment_status), ("complete", "paid"))
    intent = stripe.PaymentIntent.retrieve(
        paid.payment_intent, stripe_account=ACCOUNT, expand=["latest_charge.balance_transaction"]
    )
    expect("intent", (intent.status, intent.amount_received), ("succeeded", 9000))
    expect("intent's metadata", intent.metadata["attempt"], "attempt_paid")
    expect("card", intent.latest_charge.payment_method_details.card.last4, "4242")
    expect("movement", intent.latest_charge.balance_transaction.amount, 9000)

    parts = [
        stripe.Refund.create(
            payment_intent=intent.id,
            amount=3000,
            metadata={"refund": key},
            idempotency_key=key,
            stripe_account=ACCOUNT,
        )
        for key in ("refund_1", "refund_2", "refund_2")
    ]
    expect("two equal refunds are two", len({part.id for part in parts}), 2)
    listed = stripe.Refund.list(payment_intent=intent.id, stripe_account=ACCOUNT)
    expect("refunds", [part.amount for part in listed.data], [3000, 3000])
    read = stripe.Refund.retrieve(parts[0].id, stripe_account=ACCOUNT)
    expect("refund", (read.status, read.metadata["refund"]), ("succeeded", "refund_1"))
    charge = stripe.Charge.retrieve(intent.latest_charge.id, stripe_account=ACCOUNT)
    expect("charge", (charge.amount_refunded, charge.refunded), (6000, False))
    more = lambda: stripe.Refund.create(
        payment_intent=intent.id, amount=3001, stripe_account=ACCOUNT
    )
    error = expect_error("more than is left", stripe.InvalidRequestError, more)
    expect("its parameter", error.param, "amount")


def check_voucher(url):
    """A voucher completes a session unpaid; the money comes later."""
    session = new_session("attempt_oxxo", amount=50_000, currency="mxn")
    control(url, f"sessions/{session.id}/pay", {"method": "oxxo"})
    read = lambda: stripe.checkout.Session.retrieve(
        session.id, stripe_account=ACCOUNT, expand=["payment_intent"]
    )
    waiting = read()
    expect("waiting", (waiting.status, waiting.payment_status), ("complete", "unpaid"))
    action = waiting.payment_intent.next_action
    expect("voucher", action.type, "oxxo_display_details")
    expect("its number", len(action.oxxo_display_details.number), 32)
    control(url, f"sessions/{session.id}/complete", {})
    expect("paid in the shop", read().payment_status, "paid")


def check_disputes(url):
    """A disputed payment and an inquiry, read and given in."""
    session = new_session("attempt_disputed", amount=7000)
    control(url, f"sessions/{session.id}/pay", {"card": "4000000000000259"})
    intent = stripe.checkout.Session.retrieve(session.id, stripe_account=ACCOUNT).payment_intent
    listed = stripe.Dispute.list(payment_intent=intent, stripe_account=ACCOUNT)
    expect("disputes", [dispute.amount for dispute in listed.data], [7000])
    dispute = stripe.Dispute.retrieve(listed.data[0].id, stripe_account=ACCOUNT)
    expect("dispute", (dispute.status, dispute.payment_intent), ("needs_response", intent))
    expect("taken", [moved.amount for moved in dispute.balance_transactions], [-7000])
    refund = lambda: stripe.Refund.create(payment_intent=intent, stripe_account=ACCOUNT)
    error = expect_error("refund of a disputed charge", stripe.InvalidRequestError, refund)
    expect("its code", error.code, "charge_disputed")
    closed = stripe.Dispute.close(dispute.id, stripe_account=ACCOUNT)
    expect("given in", closed.status, "lost")

    session = new_session("attempt_asked", amount=7000)
    control(url, f"sessions/{session.id}/pay", {"card": "4000000000001976"})
    intent = stripe.checkout.Session.retrieve(session.id, stripe_account=ACCOUNT).payment_intent
    inquiry = stripe.Dispute.list(payment_intent=intent, stripe_account=ACCOUNT).data[0]
    expect("inquiry", inquiry.status, "warning_needs_response")
    expect("nothing taken", inquiry.balance_transactions, [])


def check_webhooks(url):
    """Signatures as the library checks them, on bytes as they would be sent."""
    events = stripe.Event.list(type="checkout.session.completed", stripe_account=ACCOUNT)
    event = events.data[0]
    expect("account", event.account, ACCOUNT)
    signed = control(url, f"webhooks/{event.id}")
    payload, signature = signed["payload"], signed["signature"]
    verified = stripe.Webhook.construct_event(payload, signature, SECRET)
    expect("verified", (verified.id, verified.type), (event.id, "checkout.session.completed"))
    expect("its object", verified.data.object.object, "checkout.session")
    for what, body, secret in [
        ("changed body", payload.replace("complete", "completed", 1), SECRET),
        ("other secret", payload, SECRET + "x"),
    ]:
        check = lambda: stripe.Webhook.construct_event(body, signature, secret)
        expect_error(what, stripe.SignatureVerificationError, check)


def check_refusals(url):
    """Wrong keys, foreign accounts and wrong amounts raise the library's own errors."""
    foreign = lambda: stripe.PaymentIntent.retrieve("pi_none", stripe_account=ACCOUNT)
    error = expect_error("no such intent", stripe.InvalidRequestError, foreign)
    expect("its code", (error.http_status, error.code), (404, "resource_missing"))
    expect("its request", error.request_id is not None, True)
    wrong_key = lambda: stripe.Balance.retrieve(api_key="sk_live_x")
    expect_error("live key", stripe.AuthenticationError, wrong_key)
    small = lambda: new_session("attempt_small", amount=1)
    error = expect_error("too small", stripe.InvalidRequestError, small)
    expect("its code", error.code, "amount_too_small")
    balance = stripe.Balance.retrieve(stripe_account=ACCOUNT)
    expect("balance", {part.currency for part in balance.available}, {"mxn", "pen"})


def main():
    """Runs all checks against the simulator named on the command line."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    url = sys.argv[1].rstrip("/")
    stripe.api_base = url
    stripe.api_key = "sk_test_sdk_check"
    stripe.max_network_retries = 0
    endpoints = [{"url": "http://127.0.0.1:9/nobody", "secrets": [SECRET]}]
    control(url, "webhooks", {"endpoints": endpoints, "paused": True})
    control(url, "clock", {"set": int(time.time()), "running": True})
    checks = [
        check_sessions,
        check_payment,
        check_voucher,
        check_disputes,
        check_webhooks,
        check_refusals,
    ]
    for check in checks:
        try:
            check(url)
        except Difference as difference:
            print(f"{check.__name__}: {difference}", file=sys.stderr)
            return 1
        print(f"{check.__name__}: ok")
    print(f"stripe {stripe.VERSION} agrees with the simulator")
    return 0


if __name__ == "__main__":
    sys.exit(main())
