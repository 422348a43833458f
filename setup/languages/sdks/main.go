// Writes the SDK of one language from the provider's schema, as `pulumi package gen-sdk` does where the language's
// host can. Usage: sdks <schema.json> <python|go> <folder>
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-pagertree"

func main() {
	if len(os.Args) != 4 {
		fail(fmt.Errorf("usage: sdks <schema.json> <python|go> <folder>"))
	}
	files, err := generate(os.Args[1], os.Args[2])
	fail(err)
	for name, text := range files {
		file := filepath.Join(os.Args[3], name)
		fail(os.MkdirAll(filepath.Dir(file), 0o755))
		fail(os.WriteFile(file, text, 0o644))
	}
}

func generate(schemaFile, language string) (map[string][]byte, error) {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	// Binding checks the schema against Pulumi's own description of schemas. This one refers to no other package.
	pkg, problems, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, problems
	}
	switch language {
	case "python":
		return python.GeneratePackage(tool, pkg, nil, nil)
	case "go":
		return gogen.GeneratePackage(tool, pkg, nil)
	}
	return nil, fmt.Errorf("no SDKs are made for %q", language)
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
