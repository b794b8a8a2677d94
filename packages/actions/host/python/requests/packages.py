"""`requests.packages.urllib3.disable_warnings()` and the like: there is nothing to disable, certificates are always checked."""

from types import SimpleNamespace

urllib3 = SimpleNamespace(
    disable_warnings=lambda *_categories: None,
    exceptions=SimpleNamespace(InsecureRequestWarning=Warning),
)
