import Domain
import Testing

@testable import Engine

@Suite struct DotEnvTests {
    private func parse(_ text: String) throws -> [String: String] {
        try DotEnv.parse(text, file: ".env")
    }

    @Test func `comments, blank lines and blanks around names and values are skipped`() throws {
        #expect(try parse("# a comment\n\n  A = one  \n\t# indented\nB=two # said twice\n") == ["A": "one", "B": "two"])
    }

    @Test func `a hash belongs to the value unless a blank stands before it`() throws {
        #expect(
            try parse("KEY=abc#def\nURL=http://host/#part\nNOTHING= # put it here\n")
                == ["KEY": "abc#def", "URL": "http://host/#part", "NOTHING": ""])
    }

    @Test func `quotes keep blanks and hashes and are taken away`() throws {
        #expect(try parse("A=\" x # y \" # comment\nB='it is \"so\"'\nC=\"\"") == ["A": " x # y ", "B": "it is \"so\"", "C": ""])
    }

    @Test func `a leading export is allowed`() throws {
        #expect(try parse("export A=1\nexport  B=2") == ["A": "1", "B": "2"])
    }

    @Test func `lines may end as on Windows`() throws {
        #expect(try parse("A=1\r\n# no\r\nB=\"2\"\r\n") == ["A": "1", "B": "2"])
    }

    @Test func `values may hold equals signs, and the last assignment wins`() throws {
        #expect(try parse("A=b=c\nA=d==") == ["A": "d=="])
    }

    @Test(arguments: ["A=1\nno assignment\n", "A=1\n=value\n", "A=1\nMY-NAME=x\n", "A=1\nB=\"open\n", "A=1\r\nnothing\r\n"])
    func `a line that is no assignment is named by its number and not repeated`(text: String) throws {
        let problem = #expect(throws: Problem.self) { try parse(text) }
        #expect(problem?.code == .invalidInput)
        #expect(problem?.message == "line 2 of .env is not an assignment")
    }
}
