# Both targets do all the set-up: .venv, pinned packages, system libraries.

.PHONY: brief test fix reports schemas standards-table screens wheel bench release-check clean

example = reports/itu-t/y.2770/worked-example

brief: ## A real brief as PDF
	@.ci/setup run
	@.venv/bin/hria report $(example) --force -o out/y.2770-brief.pdf 2>/dev/null
	@echo "The brief on ITU-T Y.2770 is in out/y.2770-brief.pdf"

test: ## Everything that is checked
	@.ci/setup dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest
	.venv/bin/hria check

fix: ## What can be mended by a tool
	@.ci/setup dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

reports: ## The committed reports and documents to bodies, made anew
	@.ci/setup run
	.venv/bin/hria report --all --force
	.venv/bin/hria report --all --force --kind full --kind talking-points --kind summary --format pdf
	for each in itu-t/itu-contribution.docx itu/proposal.docx ietf/ietf-comment.txt w3c/w3c-issue.md iso/iso-comments.csv \
	    etsi/contribution.docx 3gpp/change-request.docx; do \
	  for folder in reports/$${each%%/*}/*/*/; do \
	    as=$${each#*/}; .venv/bin/hria submit $$folder --as $${as%.*} -o $$folder$$as --force 2>/dev/null || exit 1; \
	  done; \
	done

schemas: ## The JSON Schemas of docs/schema, made anew
	@.ci/setup run
	.venv/bin/hria schema --write docs/schema

standards-table: ## docs/standards.md, made anew from the descriptors
	@.ci/setup run
	.venv/bin/hria list standards --format md > docs/standards.md

screens: ## What docs/assessing.md shows, typed anew
	@.ci/setup dev
	.venv/bin/python -m tests.support.screens

wheel: ## The package, tried in an empty environment
	@.ci/setup dev
	.ci/try-wheel

bench: ## The figures of benchmarks/
	@.ci/setup dev
	for name in version help score check markdown pdf many library assess find relaton; do .venv/bin/python -m benchmarks.$$name || exit 1; done

release-check: ## Every report that ships: proved by hria verify, judged by the real veraPDF (needs Java)
	@.ci/setup dev
	.ci/verapdf

clean:
	rm -rf .venv out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
