#!/bin/bash
# Prints the version of ftsd, which Release.swift has.
set -euo pipefail
cd "$(dirname "$0")/../.."
sed -nE 's/.*static let version = "([^"]+)".*/\1/p' Sources/FTSProtocol/Release.swift
