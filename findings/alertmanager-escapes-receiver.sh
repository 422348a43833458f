#!/usr/bin/env bash
# Alertmanager escapes the receiver's name as a regular expression in what templates and webhooks get: `team.db` is `team\.db` there.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cat > main.go <<'END'
package main

import (
	"fmt"
	"net/url"

	"github.com/prometheus/alertmanager/template"
	"github.com/prometheus/common/model"
)

func main() {
	templates, err := template.New()
	if err != nil {
		panic(err)
	}
	templates.ExternalURL = &url.URL{Scheme: "https", Host: "alertmanager.example.com"}
	fmt.Println("receiver:", templates.Data("team.db", model.LabelSet{}, model.LabelSet{}, "").Receiver)
}
END
go_packages github.com/prometheus/alertmanager@v0.35.0
expected <<'END'
receiver: team.db
END
observed <<'END'
receiver: team\.db
END
run go run .
