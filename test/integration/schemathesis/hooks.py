"""What schemathesis must know of the interface beside its description."""

import re
from base64 import urlsafe_b64encode
from ipaddress import ip_network
from json import dumps
from uuid import uuid4

import schemathesis
from hypothesis import strategies as st

# How texts of our own formats are made.
name = st.from_regex(r"\A[a-z][a-z0-9]{0,20}(-[a-z0-9]{1,10})?\.(com|net|example\.org)\Z")
address = name | st.ip_addresses(v=4, network="198.51.100.0/24").map(str)
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
schemathesis.openapi.format("trunk-cursor", cursors(st.integers(1, 2**31 - 1)))
schemathesis.openapi.format("sip-address", address)
schemathesis.openapi.format(
    "sip-address-with-port", address | st.tuples(address, port).map(lambda pair: f"{pair[0]}:{pair[1]}")
)
schemathesis.openapi.format(
    "ip-network",
    st.ip_addresses(v=4, network="203.0.113.0/24").map(str) | networks(4, 16, 32) | networks(6, 32, 128),
)


def is_text(pattern):
    return lambda value, _: isinstance(value, str) and re.fullmatch(pattern, value)


# What only the state of a trunk can make right: its kind of number, whether it has addresses, the id that it has.
up_to_the_trunk = {
    "changeSipTrunk": {
        "phone_number": is_text(r"\+[1-9]\d{6,14}|[A-Za-z0-9._*#-]{1,15}"),
        "inbound_authorization_type": lambda value, body: value == "ip" and "allowed_inbound_ips" not in body,
        "allowed_inbound_ips": lambda value, body: not value and body.get("inbound_authorization_type") != "ip",
    },
    "changePhoneNumber": {"outbound_trunk_id": is_text(r"ST_[A-Za-z0-9]+")},
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


@schemathesis.serializer("application/x-ndjson")
def lines_of_json(context, value):
    return value.encode() if isinstance(value, str) else dumps(value).encode()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes a request that is right right for the trunk as well; what is wrong on purpose stays as it is."""
    headers = case.headers or {}
    if re.fullmatch(idempotency_key, str(headers.get("Idempotency-Key", ""))):
        # A key belongs to one request.
        headers["Idempotency-Key"] = f'"{uuid4()}"'
    operation = case.operation.definition.raw["operationId"]
    if operation == "beginImport" and isinstance(case.body, str):
        # JSON Schema cannot say what stands in a file.
        case.body = file_of_a_trunk(case.media_type)
    body = case.body if isinstance(case.body, dict) else {}
    for field, is_right in up_to_the_trunk.get(operation, {}).items():
        if field in body and is_right(body[field], body):
            del body[field]
