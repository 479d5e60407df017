"""Signs a link with a key of HS256, with Python's own library alone.

    ALDIA_KEY=key_... ALDIA_SECRET=... python3 sign.py https://pagos.example.com C-1042 aviso-3
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
import uuid

DAYS = 30


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed_link(base: str, reference: str, step: str | None = None) -> str:
    """The link for the customer with this number. Its `jti` is what results are told by: keep it."""
    now = int(time.time())
    header = {"alg": "HS256", "typ": "JWT", "kid": os.environ["ALDIA_KEY"]}
    claims = {"sub": reference, "jti": str(uuid.uuid4()), "iat": now, "exp": now + DAYS * 86_400}
    if step:
        claims["step"] = step
    text = ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
    secret = os.environ["ALDIA_SECRET"].encode()
    signature = hmac.new(secret, text.encode(), hashlib.sha256).digest()
    return f"{base}/s/{text}.{encoded(signature)}"


if __name__ == "__main__":
    print(signed_link(*sys.argv[1:]))
