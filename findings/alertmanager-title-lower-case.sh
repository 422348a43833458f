#!/usr/bin/env bash
# Alertmanager's template function `title`, which by its docs capitalises first characters, makes "Cpu High On Db01" of "CPU high on DB01".
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cat > main.go <<'END'
package main

import (
	"fmt"

	"github.com/prometheus/alertmanager/template"
)

func main() {
	templates, err := template.New()
	if err != nil {
		panic(err)
	}
	text, err := templates.ExecuteTextString(`{{ "CPU high on DB01" | title }}`, &template.Data{})
	if err != nil {
		panic(err)
	}
	fmt.Println(text)
}
END
go_packages github.com/prometheus/alertmanager@v0.35.0
expected <<'END'
CPU High On DB01
END
observed <<'END'
Cpu High On Db01
END
run go run .
