import Domain
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct EnvironmentTests {
    private func environment(_ process: [String: String], file: [String: String] = [:]) throws -> Engine.Environment {
        try Engine.Environment(process: process, file: file)
    }

    @Test func `the real environment wins over the file`() throws {
        let both = try environment(["SERVER_PORT": "9000"], file: ["SERVER_PORT": "9001", "SERVER_HOST": "::1"])
        #expect(both.text(.serverPort) == "9000")
        #expect(both.text(.serverHost) == "::1")
    }

    @Test func `an empty value counts as unset`() throws {
        let found = try environment(["SERVER_PORT": "", "VASTAI_API_KEY": ""], file: ["SERVER_PORT": "9001"])
        #expect(found.text(.serverPort) == "9001")
        #expect(!found.isSet(.vastKey))
        #expect(found.text(.vastKey) == nil)
    }

    @Test(arguments: [
        ("SERVER_PORT", "http", "whole number from 1 to 65535"), ("SERVER_PORT", "70000", "whole number from 1 to 65535"),
        ("SSH_VERIFY_TIMEOUT", "10", "span above zero"), ("VASTAI_BASE_URL", "console.vast.ai", "http:// or https://"),
        ("LOG_LEVEL", "loud", "one of trace, debug"), ("DEPLOYMENT_ID", "-a-", "letters, digits or hyphens"),
    ])
    func `a malformed value names the variable, the value and the form`(name: String, value: String, form: String) throws {
        let problem = #expect(throws: Problem.self) { try environment([:], file: [name: value]) }
        #expect(problem?.code == .invalidInput)
        #expect(problem?.message == "\(name) (.env) cannot be '\(value)'")
        #expect(problem?.hint?.contains(form) == true)
    }

    @Test(arguments: [
        "https://console.vast.ai/api/v0", "https://console.vast.ai/api", "https://console.vast.ai/API/", "https://host?x=1",
        "https://host/p#part", "http://host:99999", "http://host:0", "http://host:port", "http://me:hunter2@host", "http://me@host",
        "http://", "https:host", "ftp://host", "host", "http://ho st", "http://host\r\nX: y", "http://hôst", "//host",
    ])
    func `an address with more than host, port and prefix is malformed, and no password is printed`(value: String) throws {
        let problem = #expect(throws: Problem.self, "\(value)") { try environment(["VASTAI_BASE_URL": value]) }
        #expect(problem?.message.hasPrefix("VASTAI_BASE_URL (environment) ") == true)
        #expect(problem?.hint?.contains("without /api") == true)
        #expect(problem?.description.contains("hunter2") == false)
        #expect(problem?.message.contains("\n") == false)
    }

    @Test(arguments: ["https://console.vast.ai", "HTTPS://console.vast.ai/", "http://127.0.0.1:8900/vastai", "http://[::1]:80/apis"])
    func `an address with host, port and prefix is fine in any case`(value: String) throws {
        #expect(try environment(["VASTAI_BASE_URL": value]).text(.vastBaseURL) == value)
    }

    @Test(arguments: ["   ", "key\n", "key\r\nX-Evil: 1", "two words", "tab\tbed", "\u{0}"])
    func `a key of blanks or with a line end is malformed and not shown`(value: String) throws {
        let problem = #expect(throws: Problem.self) { try environment(["VASTAI_API_KEY": value]) }
        #expect(problem?.message == "VASTAI_API_KEY (environment) has a value that cannot be used")
        #expect(problem?.hint?.contains("one word") == true)
    }

    @Test(arguments: [
        ("TENSORDOCK_API_KEY", "TENSORDOCK_API_TOKEN"), ("RECONCILE_INTERVAL", "RECONCILIATION_INTERVAL"),
        ("VASTAI_KEY", "VASTAI_API_KEY"), ("vastai_api_key", "VASTAI_API_KEY"), ("server_port", "SERVER_PORT"),
        ("LIFECYCLE_SWEEP_TIMEOUT", "LIFECYCLE_STARTUP_SWEEP_TIMEOUT"),
    ])
    func `an unknown name of our own families warns with what was probably meant`(name: String, meant: String) throws {
        for warnings in [try environment([name: "x"]).warnings, try environment([:], file: [name: "x"]).warnings] {
            #expect(warnings.count == 1)
            #expect(warnings.first?.contains(name) == true && warnings.first?.hasSuffix("did you mean \(meant)?") == true, "\(warnings)")
        }
    }

    @Test func `an unknown name of a family that resembles none of it is told all of them`() throws {
        let warning = try #require(try environment(["BLUELOBSTER_SOMETHING_ELSE_ENTIRELY": "x"]).warnings.first)
        #expect(warning.hasSuffix("there are BLUELOBSTER_API_KEY"))
    }

    @Test(arguments: [
        ("LIFECYCLE_STARTUP_SWEEP_ENABLED", "yes", "true"), ("LIFECYCLE_STARTUP_SWEEP_TIMEOUT", "2", "90s"),
        ("LIFECYCLE_SHUTDOWN_TIMEOUT", "soon", "90s"), ("PROVIDERS_BLUELOBSTER_ENABLED", "on", "false"),
    ])
    func `what only a server reads is checked for its form`(name: String, value: String, form: String) throws {
        let problem = #expect(throws: Problem.self) { try environment([:], file: [name: value]) }
        #expect(problem?.message == "\(name) (.env) cannot be '\(value)'")
        #expect(problem?.hint?.contains(form) == true)
        #expect(try environment([:], file: ["PROVIDERS_BLUELOBSTER_DEFAULT_TEMPLATE": "UBUNTU-24-04"]).warnings.isEmpty)
    }

    @Test func `no message ever shows a secret`() throws {
        for key in SettingKey.all where key.form == .secret {
            #expect(!SettingsProblem.malformedValue(key, name: key.name, value: "hunter2", origin: ".env").description.contains("hunter2"))
        }
        let settings = try Settings(process: ["VASTAI_API_KEY": "hunter2", "HOME": "/home/me"], folder: URL(filePath: "/nowhere"))
        #expect(settings.vastKey?.exposed == "hunter2")
        #expect(!"\(settings)".contains("hunter2"))
    }

    @Test func `two names of one setting that differ are an error that names both but no value`() throws {
        let problem = #expect(throws: Problem.self) {
            try environment(["HARD_MAX_HOURS": "3", "LIFECYCLE_HARD_MAX_HOURS": "4"])
        }
        #expect(problem?.message.contains("HARD_MAX_HOURS and LIFECYCLE_HARD_MAX_HOURS") == true)
    }

    @Test func `two names of one setting that agree are fine, and so is the other name alone`() throws {
        #expect(try environment(["HARD_MAX_HOURS": "3", "LIFECYCLE_HARD_MAX_HOURS": "3"]).integer(.hardMaxHours) == 3)
        #expect(try environment(["LIFECYCLE_HARD_MAX_HOURS": "4"]).integer(.hardMaxHours) == 4)
    }

    @Test func `a name in the environment beats the other name in the file`() throws {
        #expect(try environment(["LIFECYCLE_HARD_MAX_HOURS": "4"], file: ["HARD_MAX_HOURS": "3"]).integer(.hardMaxHours) == 4)
    }

    @Test func `a misspelt name warns with the nearest one and says where it stands`() throws {
        let warnings = try environment(["VASTAI_APIKEY": "x", "PATH": "/bin"], file: ["SERVER_POT": "1", "SERVER_PORT": "80"]).warnings
        #expect(
            warnings == [
                "SERVER_POT (.env) is not a setting; did you mean SERVER_PORT?",
                "VASTAI_APIKEY (environment) is not a setting; did you mean VASTAI_API_KEY?",
            ])
    }

    @Test func `names that resemble nothing of ours are nobody's business`() throws {
        #expect(try environment(["LANGUAGE": "C", "SSH_AUTH_SOCK": "x", "HOSTNAME": "h", "LOGNAME": "me"]).warnings.isEmpty)
    }

    @Test func `a missing file is fine and an unreadable one is named`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        #expect(try Engine.Environment.load(process: [:], folder: folder.url).text(.serverPort) == "8080")
        try Data([0x41, 0x3D, 0xFF, 0xFE]).write(to: folder.url.appending(path: ".env"))
        let problem = #expect(throws: Problem.self) { try Engine.Environment.load(process: [:], folder: folder.url) }
        #expect(problem?.message.contains(folder.path(".env")) == true)
    }

    @Test(arguments: SettingKey.all)
    func `every setting says what it is for and has a default of its own form`(key: SettingKey) throws {
        #expect(key.purpose.count > 10 && key.purpose.hasSuffix("."))
        guard let fallback = key.fallback else { return }
        #expect(try environment([key.name: fallback]).text(key) == fallback)
    }

    @Test func `no name stands for two settings`() {
        let names = SettingKey.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
    }

    @Test func `the settings carry what was found, and defaults for the rest`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data("SSH_VERIFY_TIMEOUT=1m30s\nARCHIVE_DIR=~/kept\nDEPLOYMENT_ID=team-a\n".utf8)
            .write(to: folder.url.appending(path: ".env"))
        let settings = try Settings(process: ["HOME": "/home/me", "HARD_MAX_HOURS": "2"], folder: folder.url)
        #expect(settings.deadlines.boot == .seconds(90))
        #expect(settings.deadlines.hardMaximum == .seconds(7200))
        #expect(settings.deadlines.absenceInterval == .seconds(3))
        #expect(settings.deadlines.watchdogGrace == .seconds(900))
        #expect(settings.archiveFolder.path == "/home/me/kept")
        #expect(settings.deployment?.rawValue == "team-a")
        #expect(settings.vastKey == nil)
        #expect(settings.vastBaseURL.absoluteString == "https://console.vast.ai")
        #expect(settings.databasePath == "/home/me/.local/share/gpu-shopper/gpu-shopper.db")
    }
}
