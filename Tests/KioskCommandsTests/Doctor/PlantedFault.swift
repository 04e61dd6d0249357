import Testing

@testable import KioskCommands

/// A fault planted for real, and the line of the doctor that must name it.
struct PlantedFault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let check: String
    let state: Finding.State
    /// Words that the line must hold.
    let words: String
    let plant: @Sendable (DoctorStage) async throws -> Void

    init(
        _ description: String, _ check: String, _ state: Finding.State, _ words: String,
        _ plant: @escaping @Sendable (DoctorStage) async throws -> Void
    ) {
        testDescription = description
        self.check = check
        self.state = state
        self.words = words
        self.plant = plant
    }

    static let all = configuration + content + kept + clocks + consoles + devices + network
}
