#!/usr/bin/env bash
# Line coverage of Sources; the toolchain's own llvm-cov, since Debian's is too old for the profile.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=.build-coverage
swift test --disable-xctest --enable-code-coverage --scratch-path "$scratch"
swift_path=$(readlink -f "$(command -v swift)")
cov=$(dirname "$swift_path")/llvm-cov
bundle=$(find "$scratch" -name '*PackageTests.xctest' -type f | head -n 1)
profile=$(find "$scratch" -name default.profdata | head -n 1)
"$cov" report "$bundle" -instr-profile "$profile" -ignore-filename-regex '(^|/)(Tests|\.build[^/]*)/' | cut -c1-160
