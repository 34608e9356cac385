import Foundation
import Testing

@testable import Engine

@Suite struct AbsenceProofTests {
    private let start = Samples.start

    @Test func `one answer is no proof, and two closer than the interval are none`() {
        var proof = AbsenceProof(interval: .seconds(3))
        #expect(!proof.hasSighting && !proof.isComplete)
        proof.absent(at: start)
        #expect(proof.hasSighting && !proof.isComplete)
        proof.absent(at: start + 2.9)
        #expect(!proof.isComplete)
        proof.absent(at: start + 3)
        #expect(proof.isComplete)
        #expect(proof.sightings == [start, start + 2.9, start + 3])
    }

    @Test func `a sighting in between begins again`() {
        var proof = AbsenceProof(interval: .seconds(3))
        proof.absent(at: start)
        proof.reset()
        #expect(!proof.hasSighting)
        proof.absent(at: start + 60)
        #expect(!proof.isComplete)
    }

    @Test func `a clock that jumps back begins again`() {
        var proof = AbsenceProof(interval: .seconds(3))
        proof.absent(at: start)
        proof.absent(at: start - 100)
        #expect(!proof.isComplete)
        proof.absent(at: start - 97)
        #expect(proof.isComplete)
    }

    @Test func `a clock that jumped back does not make the wait a long one`() {
        var proof = AbsenceProof(interval: .seconds(3))
        proof.absent(at: start)
        #expect(proof.wait(from: start - 7200) < .seconds(4))
    }

    @Test func `the wait leads just past the interval and is never nothing`() {
        var proof = AbsenceProof(interval: .seconds(3))
        #expect(proof.wait(from: start) == .zero)
        proof.absent(at: start)
        #expect(start + proof.wait(from: start).inSeconds > start + 3)
        #expect(proof.wait(from: start + 100) > .zero)
    }
}
