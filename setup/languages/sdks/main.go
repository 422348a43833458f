// Pulumi's own generators of code, for hosts of languages that are too old to have them.
//
//	sdks sdk <schema.json> <python|go> <folder>
//	sdks program <schema.json> <nodejs|python|go> <state.json>
//
// The first writes an SDK, as `pulumi package gen-sdk` does. The second prints the program that declares the resources of
// a state, as `pulumi import` does; the state is what `pulumi stack export --show-secrets` prints.
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
	if len(os.Args) != 5 {
		fail(fmt.Errorf("usage: sdks sdk|program <schema.json> <language> <folder or state.json>"))
	}
	pkg, err := readPackage(os.Args[2])
	fail(err)
	language, place := os.Args[3], os.Args[4]
	switch os.Args[1] {
	case "sdk":
		files, err := sdkOf(pkg, language)
		fail(err)
		for name, text := range files {
			file := filepath.Join(place, name)
			fail(os.MkdirAll(filepath.Dir(file), 0o755))
			fail(os.WriteFile(file, text, 0o644))
		}
	case "program":
		text, err := programOf(pkg, language, place)
		fail(err)
		_, err = os.Stdout.Write(text)
		fail(err)
	default:
		fail(fmt.Errorf("nothing is made that is called %q", os.Args[1]))
	}
}

func readPackage(schemaFile string) (*schema.Package, error) {
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
	return pkg, nil
}

func sdkOf(pkg *schema.Package, language string) (map[string][]byte, error) {
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
