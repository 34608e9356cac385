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
        #expect(settings.archiveFolder.path == "/home/me/kept")
        #expect(settings.deployment?.rawValue == "team-a")
        #expect(settings.vastKey == nil)
        #expect(settings.vastBaseURL.absoluteString == "https://console.vast.ai")
        #expect(settings.databasePath == "/home/me/.local/share/gpu-shopper/gpu-shopper.db")
    }
}
