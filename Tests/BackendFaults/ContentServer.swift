import Foundation
import Synchronization

/// A plain web server for the files of a folder, as any static host or CDN serves a content bundle: strong tags, 304.
package struct ContentServer: Sendable {
    private let server: RawServer
    private let site: Site

    private final class Site: Sendable {
        let state: Mutex<(folder: String, isCutting: Bool)>

        init(_ folder: String) { state = Mutex((folder, false)) }

        func reply(to request: RawServer.Seen) -> [Step] {
            let (folder, isCutting) = state.withLock { $0 }
            let path = request.line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            guard request.line.hasPrefix("GET /"), !path.contains(".."),
                let data = try? Data(contentsOf: URL(filePath: folder + path))
            else { return http(404, ["Content-Type: text/plain"], "not here") }
            let tag = "\"\(data.reduce(UInt64(data.count)) { $0 &* 31 &+ UInt64($1) })\""
            if request.has("if-none-match: \(tag)") { return [.send("HTTP/1.1 304 X\r\nETag: \(tag)\r\n\r\n")] }
            let fields = ["ETag: \(tag)", "Cache-Control: max-age=60", "Content-Type: application/octet-stream"]
            guard isCutting, path.hasPrefix("/parts/") else { return http(200, fields, Array(data)) }
            return [
                head(200, fields + ["Content-Length: \(data.count)"]), .send(Array(data.prefix(data.count / 2))),
                .close,
            ]
        }
    }

    /// Listens on a free port of 127.0.0.1.
    package init(folder: String) throws {
        let site = Site(folder)
        self.site = site
        server = try RawServer { site.reply(to: $0) }
    }

    /// The address of the folder.
    package var address: String { "http://127.0.0.1:\(server.port)" }
    /// All requests so far.
    package var seen: [RawServer.Seen] { server.seen }

    /// Serves another folder from now on.
    package func serve(_ folder: String) { site.state.withLock { $0.folder = folder } }

    /// Whether the connection breaks in the middle of every part.
    package func cutParts(_ cuts: Bool) { site.state.withLock { $0.isCutting = cuts } }

    /// Stops listening.
    package func stop() { server.stop() }
}
