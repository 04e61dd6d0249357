import FoundationEssentials
import Testing

@testable import ServiceDesk

@Suite struct BundleManifestTests {
    private static let digest = String(repeating: "0f", count: 32)

    private func fault(_ manifest: String) -> BundleFault? {
        do throws(BundleFault) {
            _ = try SignedManifest(file: Array((manifest + "\n{\"signature\":\"AAAA\"}\n").utf8))
            return nil
        } catch { return error }
    }

    private func manifest(
        name: String = "survey.yaml", size: String = "5", sha256: String = digest, version: String = "1",
        format: String = "1", times: Int = 1
    ) -> String {
        let part = #"{"name":"\#(name)","size":\#(size),"sha256":"\#(sha256)"}"#
        let parts = [String](repeating: part, count: times).joined(separator: ",")
        return #"{"format":\#(format),"version":\#(version),"made":"x","parts":[\#(parts)]}"#
    }

    @Test(arguments: [
        "../survey.yaml", "/etc/passwd", "guides/../../x.yaml", "guides/..yaml", "guides/.yaml", "guides//a.yaml",
        "guides/a/b.yaml", "guides/a.yaml/", "guides\\\\a.yaml", "guides/a\\u0000.yaml", "languages/vi.yaml ",
        "catalogue/x.yaml", "kiosk.yaml", "backend-api.yaml", "guides/-a.yaml", "guides/ä.yaml", "", ".", "..",
        "SURVEY.YAML", "parts/0f0f", "manifest.jsonl", "guides/%2e%2e.yaml", "guides/a.b.yaml",
    ])
    func `a name that is no content file is refused`(_ name: String) {
        #expect(fault(manifest(name: name)) == .notABundle("the manifest cannot be read"))
    }

    @Test(arguments: ["survey.yaml", "guides/id-card.yaml", "languages/zh-Hant.yaml", "catalogue/1.jsonl"])
    func `a content file is taken`(_ name: String) {
        #expect(fault(manifest(name: name)) == nil)
    }

    @Test func `sizes have a limit, each and together`() throws {
        let survey = try #require(BundlePartName("survey.yaml"))
        for size in ["0", "-1", "1048577"] { #expect(fault(manifest(size: size)) == .tooLarge(survey)) }
        #expect(fault(manifest(size: "1048576")) == nil)
        #expect(fault(manifest(name: "catalogue/1.jsonl", size: "67108865")) != nil)
        let two = (1...2).map { #"{"name":"catalogue/\#($0).jsonl","size":67108864,"sha256":"\#(Self.digest)"}"# }
        let whole = #"{"format":1,"version":1,"made":"x","parts":[\#(two.joined(separator: ","))]}"#
        #expect(fault(whole) == .notABundle("too large as a whole"))
    }

    @Test func `what is not of this form is refused`() {
        #expect(fault(manifest(format: "2")) == .unknownFormat(2))
        #expect(fault(manifest(version: "0")) == .notABundle("version 0"))
        #expect(fault(manifest(times: 2)) == .notABundle("a name stands twice"))
        #expect(fault(manifest(times: 0)) == .notABundle("0 parts"))
        for digest in ["", "0F", String(repeating: "0F", count: 32), String(repeating: "/", count: 64)] {
            #expect(fault(manifest(sha256: digest)) != nil, "\(digest)")
        }
        for file in ["", "{}", "[]", "null", "\n", String(repeating: "[", count: 100_000)] {
            #expect(fault(file) != nil)
        }
        #expect(throws: BundleFault.self) {
            try SignedManifest(file: [UInt8](repeating: 0x20, count: SignedManifest.largest + 1))
        }
    }
}
