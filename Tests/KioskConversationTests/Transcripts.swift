import KioskConversation
import KioskTestSupport
import Testing

/// Plays a scene and compares it with the transcript in the repository, which a person has read.
func expect(
    _ performance: Performance,
    isTranscript name: String,
    endingWith end: VisitEnd = .finished,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(performance.faults.isEmpty, sourceLocation: sourceLocation)
    #expect(performance.rest.isEmpty, "not all of the script was played", sourceLocation: sourceLocation)
    #expect(performance.end == end, sourceLocation: sourceLocation)
    let difference = GoldenFile.expect(performance.text, named: name + ".txt", in: "Transcripts", file: #filePath)
    #expect(difference == nil, sourceLocation: sourceLocation)
    let faults = TranscriptLint.faults(in: performance.text)
    #expect(faults.isEmpty, sourceLocation: sourceLocation)
}
