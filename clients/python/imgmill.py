"""A client for imgmill in one file, with nothing but Python 3.9 or newer.

    server = Imgmill("https://images.example.com", key="im_...")
    batch = server.upload_and_wait("products.csv", quality=60)
    server.save(batch["id"], "results.csv", "products-results.csv")
"""

import hashlib
import hmac
import base64
import http.client
import json
import os
import shutil
import time
import urllib.parse
import uuid

ENDED = {"completed", "completed_with_errors", "failed", "cancelled"}


class ImgmillError(Exception):
    """What the server refused: `code` is for programs, `detail` for people."""

    def __init__(self, status, problem, retry_after=None):
        self.status = status
        self.code = problem.get("code", "")
        self.detail = problem.get("detail") or problem.get("title") or "refused"
        self.errors = problem.get("errors", [])
        self.retry_after = retry_after
        super().__init__(f"{status} {self.code}: {self.detail}")


class Imgmill:
    """A server, and the key to it, if it wants one."""

    def __init__(self, url="http://localhost:8080", key=None, timeout=60):
        parsed = urllib.parse.urlsplit(url)
        if parsed.scheme not in ("http", "https") or not parsed.hostname:
            raise ValueError(f"url is an address such as https://images.example.com, not {url!r}")
        self._https = parsed.scheme == "https"
        self._host = parsed.netloc
        self._path = parsed.path.rstrip("/")
        self._key = key if key is not None else os.environ.get("IMGMILL_KEY")
        self._timeout = timeout

    def upload(self, catalogue, **fields):
        """Hands a file in, whatever its size, and returns the batch. Fields: quality, format, max_width, name, ..."""
        name = os.path.basename(catalogue)
        boundary = uuid.uuid4().hex
        parts = []
        for field, value in fields.items():
            if isinstance(value, (dict, list)):
                value = json.dumps(value)
            elif isinstance(value, bool):
                value = str(value).lower()
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n')
        quoted = name.replace('"', "%22").replace("\r", "").replace("\n", "")
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        before = "".join(parts).encode()
        after = f"\r\n--{boundary}--\r\n".encode()
        # The same upload again, should the answer get lost, makes no second batch.
        again = str(uuid.uuid4())

        def send():
            with open(catalogue, "rb") as file:
                yield before
                while block := file.read(1 << 16):
                    yield block
                yield after

        return self._json(
            "POST",
            "/v1/batches",
            send,
            {
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "Content-Length": str(len(before) + os.path.getsize(catalogue) + len(after)),
                "Idempotency-Key": again,
            },
        )

    def upload_list(self, images, **more):
        """Hands in a list such as [{"id": "mug", "url": "https://..."}]. More: recipe, webhooks, name, priority."""
        body = json.dumps({"images": images, **more}).encode()
        return self._json(
            "POST",
            "/v1/batches",
            lambda: [body],
            {"Content-Type": "application/json", "Content-Length": str(len(body)), "Idempotency-Key": str(uuid.uuid4())},
        )

    def batch(self, id):
        return self._json("GET", f"/v1/batches/{id}")

    def wait(self, id, progress=None, pause=1.0):
        """Waits until the batch has ended, and returns it. `progress` is called with the batch each time it is asked for."""
        while True:
            batch = self.batch(id)
            if progress:
                progress(batch)
            if batch["status"] in ENDED:
                return batch
            time.sleep(pause)

    def upload_and_wait(self, catalogue, progress=None, pause=1.0, **fields):
        return self.wait(self.upload(catalogue, **fields)["id"], progress, pause)

    def save(self, id, what, path):
        """Writes results.csv, results.zip or errors.csv of a batch to a file."""
        answer, connection = self._ask("GET", f"/v1/batches/{id}/{what}")
        try:
            with open(path, "wb") as file:
                shutil.copyfileobj(answer, file)
        finally:
            connection.close()

    def _json(self, method, path, body=None, headers=None):
        answer, connection = self._ask(method, path, body, headers)
        try:
            return json.loads(answer.read() or b"null")
        finally:
            connection.close()

    def _ask(self, method, path, body=None, headers=None, tries=4):
        for left in range(tries - 1, -1, -1):
            kind = http.client.HTTPSConnection if self._https else http.client.HTTPConnection
            connection = kind(self._host, timeout=self._timeout)
            try:
                sent = {"Accept": "application/json, */*", **(headers or {})}
                if self._key:
                    sent["X-API-Key"] = self._key
                connection.request(method, self._path + path, body() if body else None, sent)
                answer = connection.getresponse()
            except (OSError, http.client.HTTPException):
                connection.close()
                if not left:
                    raise
                time.sleep(1)
                continue
            if answer.status < 400:
                return answer, connection
            text = answer.read()
            connection.close()
            wait = answer.getheader("Retry-After", "")
            wait = int(wait) if wait.isdigit() else None
            try:
                problem = json.loads(text)
            except ValueError:
                problem = {}
            later = answer.status in (429, 503) or problem.get("code") == "idempotency_key_in_use"
            if left and later and wait is not None and wait <= 60:
                time.sleep(wait)
                continue
            raise ImgmillError(answer.status, problem, wait)


def is_ours(secret, headers, body, tolerance=300):
    """Whether a delivery was signed with the secret of its webhook (whsec_...), lately."""
    headers = {name.lower(): value for name, value in headers.items()}
    sent = headers.get("webhook-timestamp", "")
    if not sent.isdigit() or abs(time.time() - int(sent)) > tolerance:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers.get('webhook-id', '')}.{sent}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(wanted, given) for given in headers.get("webhook-signature", "").split(" "))
