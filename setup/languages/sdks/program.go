package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/blang/semver"
	"github.com/hashicorp/hcl/v2"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/pkg/v3/importer"
	pkgresource "github.com/pulumi/pulumi/pkg/v3/resource"
	"github.com/pulumi/pulumi/pkg/v3/resource/stack"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
)

// What the host of each language calls.
var programGenerators = map[string]func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error){
	"nodejs": nodejs.GenerateProgram,
	"python": python.GenerateProgram,
	"go":     gogen.GenerateProgram,
}

// The program that declares the resources of a state.
func programOf(pkg *schema.Package, language, stateFile string) ([]byte, error) {
	generate, ok := programGenerators[language]
	if !ok {
		return nil, fmt.Errorf("no programs are written in %q", language)
	}
	all, err := readState(stateFile)
	if err != nil {
		return nil, err
	}
	var declared []*pkgresource.State
	for _, state := range all {
		if string(state.Type.Package()) == pkg.Name {
			declared = append(declared, state)
		}
	}
	loader := onlyPackage{pkg}
	var text bytes.Buffer
	inLanguage := func(out io.Writer, program *pcl.Program) error {
		// The engine hands the source over to the host, which binds it anew.
		bound, err := bind(program.Source(), loader)
		if err != nil {
			return err
		}
		files, problems, err := generate(bound)
		if err != nil {
			return err
		}
		if problems.HasErrors() {
			return problems
		}
		for _, file := range files {
			if _, err := out.Write(file); err != nil {
				return err
			}
		}
		return nil
	}
	err = importer.GenerateLanguageDefinitions(&text, loader, inLanguage, declared, all, nil)
	return text.Bytes(), err
}

func bind(source map[string]string, loader schema.Loader) (*pcl.Program, error) {
	parser := syntax.NewParser()
	for name, text := range source {
		if err := parser.ParseFile(strings.NewReader(text), name); err != nil {
			return nil, err
		}
	}
	if parser.Diagnostics.HasErrors() {
		return nil, parser.Diagnostics
	}
	program, problems, err := pcl.BindProgram(parser.Files, loader, pcl.NonStrictBindOptions()...)
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, problems
	}
	return program, nil
}

func readState(stateFile string) ([]*pkgresource.State, error) {
	text, err := os.ReadFile(stateFile)
	if err != nil {
		return nil, err
	}
	var exported struct{ Deployment apitype.DeploymentV3 }
	if err := json.Unmarshal(text, &exported); err != nil {
		return nil, err
	}
	var states []*pkgresource.State
	for _, resource := range exported.Deployment.Resources {
		state, err := stack.DeserializeResource(resource, config.NopDecrypter)
		if err != nil {
			return nil, err
		}
		states = append(states, state)
	}
	return states, nil
}

// A loader that has one package, and Pulumi's own.
type onlyPackage struct{ pkg *schema.Package }

func (only onlyPackage) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	switch name {
	case only.pkg.Name:
		return only.pkg, nil
	case schema.DefaultPulumiPackage.Name:
		return schema.DefaultPulumiPackage, nil
	}
	return nil, fmt.Errorf("there is no schema of %q", name)
}

func (only onlyPackage) LoadPackageV2(
	_ context.Context, descriptor *schema.PackageDescriptor,
) (*schema.Package, error) {
	return only.LoadPackage(descriptor.Name, descriptor.Version)
}
