import Logging
import ServiceLifecycle

/// Runs a server until the calling task is cancelled, and then lets it end in its own order.
///
/// A server whose task is cancelled outright traps when a connection was accepted and not yet taken up
/// (apple/swift-nio issue 3481, which advises a graceful shutdown). What has not ended after two seconds is cancelled:
/// by then nothing more is accepted.
func runUntilCancelled(_ server: some Service, logger: Logger) async throws {
    var configuration = ServiceGroupConfiguration(services: [server], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(2)
    let group = ServiceGroup(configuration: configuration)
    // A task of its own, because cancelling this one must not reach the server.
    let serving = Task { try await group.run() }
    try await withTaskCancellationHandler {
        try await serving.value
    } onCancel: {
        Task { await group.triggerGracefulShutdown() }
    }
}
