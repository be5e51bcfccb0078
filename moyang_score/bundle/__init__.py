"""The signed folder that a card is released in: manifest, signatures, keys, and the order in which they are checked.

Imports numpy and cryptography; the SQL of a bundle is run where DuckDB is installed. Besides classes and functions:

- ``ROLES``, those who sign; ``KEY_FILE_ENDING`` and ``PUBLIC_FILE_ENDING``, what the files of their keys end in;
- ``MANIFEST_FILE``, ``SIGNATURES_FILE``, ``SQL_FILE`` and ``VECTORS_FILE``, names of files in a bundle;
- ``CONTENT_FILES``, the files that the manifest names, with the most bytes of each.
"""

from moyang_score.bundle.folder import Bundle, is_bundle, pack_bundle, read_bundle, write_bundle
from moyang_score.bundle.keys import (
    KEY_FILE_ENDING,
    PUBLIC_FILE_ENDING,
    ROLES,
    PublicKey,
    SigningKey,
    demo_signing_key,
    demo_token_key_bytes,
    token_key_bytes,
)
from moyang_score.bundle.manifest import CONTENT_FILES, MANIFEST_FILE, SQL_FILE, VECTORS_FILE, FileEntry, Manifest
from moyang_score.bundle.signatures import (
    SIGNATURES_FILE,
    Signature,
    check_signatures,
    read_signatures,
    sign_manifest,
    signatures_bytes,
)
from moyang_score.bundle.statement import Statement, has_duckdb
from moyang_score.bundle.trust import read_trust

__all__ = [
    "CONTENT_FILES",
    "KEY_FILE_ENDING",
    "MANIFEST_FILE",
    "PUBLIC_FILE_ENDING",
    "ROLES",
    "SIGNATURES_FILE",
    "SQL_FILE",
    "VECTORS_FILE",
    "Bundle",
    "FileEntry",
    "Manifest",
    "PublicKey",
    "Signature",
    "SigningKey",
    "Statement",
    "check_signatures",
    "demo_signing_key",
    "demo_token_key_bytes",
    "has_duckdb",
    "is_bundle",
    "pack_bundle",
    "read_bundle",
    "read_signatures",
    "read_trust",
    "sign_manifest",
    "signatures_bytes",
    "token_key_bytes",
    "write_bundle",
]
