"""What schemathesis must know about the API beyond its description."""

import re
from base64 import urlsafe_b64encode
from ipaddress import ip_network
from itertools import cycle
from json import dumps, loads
from os import environ
from uuid import uuid4

import schemathesis
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.generation.meta import ComponentInfo

# Strategies for the custom string formats.
name = st.from_regex(r"\A[a-z][a-z0-9]{0,20}(-[a-z0-9]{1,10})?\.(com|net|example\.org)\Z")
address = name | st.ip_addresses(v=4, network="8.8.8.0/24").map(str)
port = st.integers(1, 65535)


def networks(version, shortest, longest):
    first = st.ip_addresses(v=version).filter(lambda ip: ip.packed[0] != 0)
    return st.tuples(first, st.integers(shortest, longest)).map(lambda pair: str(ip_network(pair, strict=False)))


schemathesis.openapi.format("e164", st.from_regex(r"\A\+(1[2-9][0-9]{9}|4930[1-9][0-9]{6})\Z"))
schemathesis.openapi.format("country-code", st.sampled_from(["US", "DE", "gb", "AQ"]))


def cursors(names):
    moments = st.integers(0, 9_999_999_999_999)
    return st.tuples(moments, names).map(
        lambda place: urlsafe_b64encode(f"{place[0]}.{place[1]}".encode()).decode().rstrip("=")
    )


schemathesis.openapi.format(
    "operation-cursor", cursors(st.integers(0, 2**128 - 1).map(lambda bits: f"op_{bits:032x}"))
)
schemathesis.openapi.format(
    "import-cursor", cursors(st.integers(0, 2**128 - 1).map(lambda bits: f"imp_{bits:032x}"))
)
schemathesis.openapi.format("audit-cursor", cursors(st.uuids(version=4)))
schemathesis.openapi.format(
    "test-call-cursor", cursors(st.integers(0, 2**128 - 1).map(lambda bits: f"tc_{bits:032x}"))
)
schemathesis.openapi.format(
    "trunk-cursor",
    st.tuples(st.integers(0, 9_999_999_999_999), st.integers(1, 2**31 - 1)).map(
        lambda place: urlsafe_b64encode(f"created_at:{place[0]}.{place[1]}".encode()).decode().rstrip("=")
    ),
)
schemathesis.openapi.format("sip-address", address)
schemathesis.openapi.format(
    "sip-address-with-port", address | st.tuples(address, port).map(lambda pair: f"{pair[0]}:{pair[1]}")
)
user = st.from_regex(r"\A[A-Za-z0-9+*#._-]{1,30}\Z")
schemathesis.openapi.format(
    "sip-party", user | st.tuples(user, address).map(lambda pair: f"<sip:{pair[0]}@{pair[1]};user=phone>")
)
schemathesis.openapi.format("ip-address", st.ip_addresses().map(str))
schemathesis.openapi.format(
    "ip-network",
    st.ip_addresses(v=4, network="203.0.113.0/24").map(str) | networks(4, 16, 32) | networks(6, 32, 128),
)


def is_text(pattern):
    return lambda value, _: isinstance(value, str) and re.fullmatch(pattern, value)


# Fields whose validity depends on the state of a trunk: its kind of number, its addresses, its id.
up_to_the_trunk = {
    "changeSipTrunk": {
        "phone_number": is_text(r"\+[1-9]\d{6,14}|[A-Za-z0-9._*#-]{1,15}"),
        "sip_trunk_type": is_text(r"number|extension"),
        "accept_national": lambda value, _: value is True,
        "inbound_authorization_type": lambda value, body: value == "ip" and "allowed_inbound_ips" not in body,
        "allowed_inbound_ips": lambda value, body: not value and body.get("inbound_authorization_type") != "ip",
    },
    # A key must expire in the future, which JSON Schema cannot say.
    "createKey": {"expires_at": is_text(r"\d{4}-\d\d-\d\d.+")},
    "rotateKey": {"expires_at": is_text(r"\d{4}-\d\d-\d\d.+")},
    "changePhoneNumber": {"outbound_trunk_id": is_text(r"ST_[A-Za-z0-9]+")},
}


up_to_the_trunk["changeTrunk"] = up_to_the_trunk["changeSipTrunk"]


def is_extension(value, body):
    return not str(body.get("phone_number")).startswith("+")


# What a create of /v1 may have depends on its number and on how callers identify themselves.
for create in ("createTrunk", "checkRequest"):
    up_to_the_trunk[create] = {
        "sip_trunk_type": is_extension,
        "accept_national": is_extension,
        "outbound_proxy": lambda value, body: value is True,
        "allowed_inbound_ips": lambda value, body: body.get("inbound_authorization_type") == "auth",
    }


idempotency_key = r'"([ !#-\[\]-~]|\\["\\]){1,255}"|[!#-~]([ -~]{0,253}[!-~])?'


def file_of_a_trunk(media_type):
    trunk = {
        "phone_number": f"x{uuid4().hex[:12]}",
        "sip_username": "user",
        "sip_password": "password",
        "sip_address": "sip.provider.com",
        "sip_calling_format": "+e164",
        "inbound_authorization_type": "auth",
    }
    if media_type == "text/csv":
        return ",".join(trunk) + "\n" + ",".join(trunk.values()) + "\n"
    return dumps(trunk) + "\n"


class Files:
    """Files of imports. JSON Schema cannot describe their content, so a generated text is no valid file."""

    def __init__(self):
        self.replace = cycle([True, False])
        self.malformed = set()

    def meet(self, case):
        """Replaces every other text by a valid file. The remaining texts must be refused."""
        if "phone_number" in case.body or next(self.replace):
            case.body = file_of_a_trunk(case.media_type)
            return
        self.malformed.add(case.id)
        if case.meta is not None:
            case.meta.components[ParameterLocation.BODY] = ComponentInfo(mode=GenerationMode.NEGATIVE)
            case.meta.generation.mode = GenerationMode.NEGATIVE


files = Files()

organization_id = r"org_[0-9a-f]{24}"

presets = ("bandwidth", "didww", "plivo", "sipgate", "telnyx", "twilio", "vonage", "zadarma")
# Names for private networks, which JSON Schema cannot exclude.
reserved = (".test", ".example", ".invalid", ".local", ".home", ".corp", ".lan", ".internal", ".intranet", ".localhost")

# The numbers of the carriers' stand-ins with their accounts, as the fields of an import.
rented = {provider: cycle(numbers) for provider, numbers in loads(environ["TRUNKLINE_RENTED_NUMBERS"]).items()}


def has_right_body(case):
    return isinstance(case.body, dict) and not (case.meta and case.meta.is_negative_at(ParameterLocation.BODY))


@schemathesis.serializer("application/x-ndjson")
def lines_of_json(context, value):
    return value.encode() if isinstance(value, str) else dumps(value).encode()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes a valid request valid for the state of the trunk too. An invalid request stays as it is."""
    headers = case.headers or {}
    if re.fullmatch(idempotency_key, str(headers.get("Idempotency-Key", ""))):
        # Every request needs its own key.
        headers["Idempotency-Key"] = f'"{uuid4()}"'
    if "If-Match" in headers and not (case.meta and case.meta.is_negative_at(ParameterLocation.HEADER)):
        # No invented version is the current one of a trunk.
        headers["If-Match"] = "*"
    operation = case.operation.definition.raw["operationId"]
    for flag in ("check", "if_unused"):
        # OpenAPI's allowEmptyValue means `?check`, but allows `?check=` too.
        if (case.query or {}).get(flag) == "":
            del case.query[flag]
    if re.fullmatch(organization_id, str((case.query or {}).get("organization_id", ""))):
        # Only an operator's key may name another organization than its own.
        del case.query["organization_id"]
    for searched in ("phone_number", "nickname", "q"):
        if isinstance((case.query or {}).get(searched), str) and not case.query[searched].isprintable():
            # No trunk has such a text; the product refuses to search for it.
            case.query[searched] = "searched"
    if operation == "listTrunks" and "sort" in (case.query or {}):
        # A cursor belongs to the order of its page.
        case.query.pop("cursor", None)
    if operation == "beginImport" and isinstance(case.body, str):
        files.meet(case)
        if case.id in files.malformed:
            # A query that is refused first would hide whether the file is refused.
            case.query = {}
    if operation == "importPhoneNumber" and has_right_body(case):
        # Only the carrier knows valid accounts and their numbers.
        case.body = {**case.body, **next(rented[case.body["provider"]])}
    if operation in ("exportTrunks", "readImportReport") and (case.query or {}).get("format") == "jsonl":
        # Only CSV is read by spreadsheets; OpenAPI cannot say that of two parameters.
        case.query.pop("spreadsheet", None)
    body = case.body if isinstance(case.body, dict) else {}
    if body.get("preset") in presets and not has_right_body(case) and "sip_address" in body:
        # What was made wrong about the body stays wrong without a preset that does not suit the host.
        del body["preset"]
    if body.get("preset") and has_right_body(case):
        # JSON Schema does not say which hosts and fields suit a carrier.
        body["preset"] = "sipgate"
        body.pop("sip_address", None)
        body.pop("outboundPstn", None)
        if "sip_username" in body:
            body |= {"sip_calling_format": "e164", "inbound_authorization_type": "auth"}
            body.pop("allowed_inbound_ips", None)
    if str(body.get("inbound_webhook_url")).endswith(reserved):
        body["inbound_webhook_url"] = "https://example.com/calls"
    if operation == "checkRequest" and "port" in body and (has_right_body(case) or body["port"] is None):
        # Only one of the three bodies that this request may have knows a port.
        del body["port"]
    if body.get("inbound_authorization_type") == "ip" and body.get("allowed_inbound_ips") == []:
        body["inbound_authorization_type"] = "auth"
    for field, is_right in up_to_the_trunk.get(operation, {}).items():
        if field in body and is_right(body[field], body):
            del body[field]


@schemathesis.check
class Imports:
    """Invalid files are refused, and valid files and numbers are imported."""

    def __init__(self):
        self.seen = set()

    def after_response(self, ctx, response, case):
        operation = case.operation.definition.raw["operationId"]
        if operation not in ("beginImport", "importPhoneNumber"):
            return
        what = "malformed" if case.id in files.malformed else operation
        self.seen.add((what, response.status_code))
        assert what != "malformed" or 400 <= response.status_code < 500, "An invalid file was not refused"

    def after_run(self, ctx):
        missing = {("malformed", 422), ("beginImport", 202), ("importPhoneNumber", 200)} - self.seen
        assert not missing, f"Never seen: {sorted(missing)}; seen: {sorted(self.seen)}"
