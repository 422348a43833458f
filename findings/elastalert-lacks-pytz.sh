#!/usr/bin/env bash
# A fresh install of ElastAlert 2 does not load, since it imports pytz and does not require it.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
python_packages elastalert2==2.19.0
expected <<'END'
loads
END
observed <<'END'
No module named 'pytz'
END
run python/bin/python - <<'END'
try:
    import elastalert.elastalert
    print("loads")
except ModuleNotFoundError as error:
    print(error)
END
