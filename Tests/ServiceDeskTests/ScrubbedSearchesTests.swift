import FoundationEssentials
import ProcedureFinder
import PublicServices
import ServiceDesk
import Testing
import VietnameseText

/// Invented names and addresses, and what people call things, against the starter catalogue.
@Suite struct ScrubbedSearchesTests {
    private static let finder: ProcedureFinder? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "kiosk-config/catalogue")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let lines = names.sorted().filter { $0.hasSuffix(".jsonl") }.compactMap { name in
            try? Data(contentsOf: folder.appending(path: name)).split(separator: UInt8(ascii: "\n"))
        }.joined()
        let procedures = lines.compactMap { try? JSONDecoder().decode(Procedure.self, from: Data($0)) }
        return procedures.isEmpty
            ? nil : ProcedureFinder(index: .build(procedures.map(FinderDocument.init)), synonyms: Synonyms())
    }()

    private func scrubbed(_ typed: String) throws -> String? {
        let finder = try #require(Self.finder)
        return ScrubbedWords(typed: typed) { finder.namesHold($0, $1) }?.text
    }

    @Test(arguments: [
        "bùi anh tuấn", "lê thanh tùng", "đào thị mai", "phùng xuân hải", "võ thị kim loan", "đặng hữu phước",
        "đỗ minh khang", "hồ thị thu thảo", "ngô quốc bảo", "lý thị ngọc diệp", "trương văn lợi", "đàng thị hạnh",
        "thập minh tâm", "nguyễn thị hoa", "trần văn út", "phạm gia huy", "huỳnh thị sáu", "hoàng trung kiên",
        "vũ đức thắng", "thanh tùng", "minh châu",
    ])
    func `of a name alone, beside a request, with and without marks, nothing is left`(name: String) throws {
        let bare = Fold.foldedString(name)
        for words in [name, bare, bare.split(separator: " ").joined(), "\(name) khai sinh", "xin giấy cho \(bare)"] {
            let left = (try scrubbed(words) ?? "").split(separator: " ").map { Fold.foldedString(String($0)) }
            let syllables = bare.split(separator: " ").map(String.init)
            for (first, second) in zip(syllables, syllables.dropFirst()) {
                let isLeft = zip(left, left.dropFirst()).contains { $0 == first && $1 == second }
                #expect(!isLeft && !left.contains(syllables.joined()), "\(words) → \(left)")
            }
        }
    }

    @Test(arguments: [
        "thôn hữu đức xã phước hữu", "khu phố sáu phường phủ hà", "đường thống nhất phan rang", "tổ dân phố bốn mỹ hải",
        "xóm gò sạn xã nhơn sơn", "hẻm lê lợi phường kinh dinh", "ấp tân lập mỹ sơn", "làng bàu trúc",
    ])
    func `of an address nothing is left but what kind of place it is`(address: String) throws {
        let kinds: Set = ["thon", "xa", "khu", "pho", "phuong", "duong", "to", "dan", "xom", "hem", "ap", "lang", "…"]
        for words in [address, Fold.foldedString(address)] {
            let left = (try scrubbed(words) ?? "").split(separator: " ").map { Fold.foldedString(String($0)) }
            #expect(kinds.isSuperset(of: left), "\(words) → \(left)")
        }
    }

    @Test(arguments: [
        "sổ hồng bị cháy", "bìa xanh", "giấy đỏ", "xe độ pô", "nuôi yến", "cà vẹt xe", "bằng dấu", "tiền trợ cấp covid",
        "cắt khẩu", "lên thổ cư", "bảo hiểm một cục", "vay vốn nuôi dê", "hạn mặn chết lúa", "giấy xăm mình",
        "rút hồ sơ gốc",
        "passport bị hư", "xin trồng nho", "chuyển lên đất ở", "làm lại căn cước bị mờ",
    ])
    func `what people call things is left as it was typed`(words: String) throws {
        #expect(try scrubbed(words) == words)
    }
}
