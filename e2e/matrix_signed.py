#!/usr/bin/python3
"""Checks with libolm (Debian's python3-olm) that devices are cross-signed.

    matrix_signed.py USER < ANSWER

reads the answer to /keys/query on standard input and prints as JSON, for each
device of USER, whether it is signed by the account's self-signing key and that
one by its master key. https://spec.matrix.org/v1.16/client-server-api/#cross-signing
"""
import json
import sys

import olm


def public_key(signer):
    """The one key of a cross-signing key object: its id and value."""
    ((name, value),) = signer["keys"].items()
    return name, value


def signed(thing, user, signer):
    """Whether signer has signed thing, over its canonical JSON."""
    name, value = public_key(signer)
    signature = thing.get("signatures", {}).get(user, {}).get(name)
    if signature is None:
        return False
    bare = {key: part for key, part in thing.items() if key not in ("signatures", "unsigned")}
    text = json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    try:
        olm.ed25519_verify(value, text, signature)
    except olm.OlmVerifyError:
        return False
    return True


def main(user):
    answer = json.load(sys.stdin)
    master, own = answer["master_keys"][user], answer["self_signing_keys"][user]
    print(json.dumps({
        "self_signing_key": signed(own, user, master),
        "devices": {name: signed(device, user, own) for name, device in answer["device_keys"][user].items()},
    }))


main(*sys.argv[1:])
