#!/usr/bin/env bash
# Rootly's Python client 3.0.1 reads no workflow task, not even the one that pages PagerTree: the package lacks modules that it imports.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
python_packages rootly==3.0.1
expected <<'END'
written: create_pagertree_alert
read: create_pagertree_alert
END
observed <<'END'
written: create_pagertree_alert
read: ModuleNotFoundError
END
run python/bin/python - <<'END'
from rootly_sdk.models import CreatePagertreeAlertTaskParams, WorkflowTask

task = CreatePagertreeAlertTaskParams(task_type="create_pagertree_alert", title="Checkout is down", urgency="auto")
print("written:", task.to_dict()["task_type"])
# A workflow task as Rootly's API documentation describes it.
answer = {
    "workflow_id": "1", "task_params": task.to_dict(), "position": 1, "skip_on_failure": False, "enabled": True,
    "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
}
try:
    print("read:", WorkflowTask.from_dict(answer).task_params.task_type)
except Exception as error:
    print("read:", type(error).__name__)
END
