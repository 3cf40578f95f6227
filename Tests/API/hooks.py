"""What schemathesis is to know of the interface of the daemon beside its description."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """Bodies of lines are described as strings."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
