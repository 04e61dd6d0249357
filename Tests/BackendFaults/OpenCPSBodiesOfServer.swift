/// What the site sends, with the types its serialiser makes of texts.
enum OpenCPSBodiesOfServer {
    static func procedures(_ request: OpenCPSRequest, count: Int) -> String {
        let start = Int(request.fields["start"] ?? "") ?? 0
        let end = Int(request.fields["end"] ?? "") ?? 0
        let last = end == 0 ? count : min(end, count)
        let rows = (start..<max(start, last)).map(procedure)
        return rows.isEmpty
            ? #"{"total":\#(count)}"# : #"{"total":\#(count),"data":[\#(rows.joined(separator: ","))]}"#
    }

    /// Codes as numbers, unless a trailing zero keeps them texts; one agency as a bare object.
    private static func procedure(_ index: Int) -> String {
        switch index {
        case 0:
            return #"""
                {"serviceInfoId":30211,"serviceCode":1.001193,"serviceName":"Đăng ký khai sinh",
                 "processText":"<p>Nộp hồ sơ</p><p>Nhận kết quả</p>","methodText":"Trực tiếp hoặc qua bưu chính",
                 "dossierText":"&amp;lt;p&amp;gt;Tờ khai&amp;lt;/p&amp;gt;&lt;ul&gt;&lt;li&gt;Giấy chứng sinh&lt;/li&gt;&lt;/ul&gt;",
                 "conditionText":"","durationText":"Trong ngày","applicantText":"Cá nhân",
                 "resultText":"<p>Luật Hộ tịch 2014</p>","regularText":"<p>Luật Hộ tịch 2014</p>",
                 "feeText":"<script>alert('x')</script>Miễn phí","administrationCode":"STP",
                 "administrationName":"Sở Tư pháp","domainCode":"HT","domainName":"Hộ tịch","maxLevel":3,"active":true,
                 "createDate":20200601081500,"modifiedDate":20190312093000,
                 "serviceConfigs":{"serviceConfigId":801,"govAgencyName":"UBND xã Ví Dụ","serviceLevel":3,
                   "serviceUrl":""}}
                """#
        case 1:
            return #"""
                {"serviceInfoId":30212,"serviceCode":"1.004280","serviceName":"Thủ tục ví dụ","maxLevel":2,
                 "domainCode":12,"domainName":"Giá","active":"true","administrationName":"Sở Tài chính"}
                """#
        default:
            return #"{"serviceInfoId":\#(31_000 + index),"serviceCode":2.\#(100_001 + index),"serviceName":\#(index)}"#
        }
    }

    static func search(_ prefix: String) -> String {
        let wanted = prefix.lowercased()
        let hits = OpenCPSDossierOfServer.all.filter { $0.code.lowercased().hasPrefix(wanted) }
        guard !hits.isEmpty, !wanted.isEmpty else { return #"{"total":0}"# }
        let rows = hits.prefix(20).map(\.row).joined(separator: ",")
        return #"{"total":\#(hits.count),"data":[\#(rows)]}"#
    }

    static let steps = #"""
        {"processNo":"QT-HT-01","durationUnit":0,"durationCount":5.0,"total":2,"data":[
         {"sequenceNo":"1","sequenceName":"Tiếp nhận","startDate":1718154602000,
          "assignUsers":[{"userId":1,"userName":"PLANTED OFFICIAL"}],
          "actions":[{"actionUser":"PLANTED OFFICIAL","payload":"{}","dueDate":0}]},
         {"sequenceNo":"2","sequenceName":"Xử lý","statusText":"Đang thực hiện","startDate":1718240400000},
         {"sequenceNo":"3","sequenceName":"Trả kết quả","assignUsers":[],"actions":[]}]}
        """#

    static func questions(from first: Int) -> String {
        #"""
        {"total":2,"data":[
         {"votingId":\#(first),"userName":"PLANTED OFFICIAL","createDate":"2024-05-02T08:00:00.000Z",
          "subject":"Nhìn chung, ông/bà có hài lòng không","commentable":true,
          "choices":["Rất hài lòng","Hài lòng","Không hài lòng"],"answers":[12,7,1],"answersCount":20,"selected":0},
         {"votingId":\#(first + 1),"subject":"Thời gian giải quyết","choices":"Đúng hẹn","answers":4}]}
        """#
    }

    static func results(_ votes: [(number: Int, vote: OpenCPSServer.Vote)]) -> String {
        let rows = votes.map { number, vote in
            #"""
            {"votingResultId":\#(55_000 + number),"fullName":"PLANTED OFFICIAL","email":"planted@example.test",
             "comment":"\#(vote.comment)","selected":\#(vote.choice)}
            """#
        }
        // A class whose root is not called `data` sends a bare element.
        let data = rows.count == 1 ? rows[0] : "[\(rows.joined(separator: ","))]"
        return rows.isEmpty ? #"{"total":0}"# : #"{"total":\#(rows.count),"data":\#(data)}"#
    }
}

/// A dossier of the site.
struct OpenCPSDossierOfServer: Sendable {
    var id: Int64
    var code: String
    var secret: String
    var status: String
    var more: String
    var payment: String?
    var hasSteps = true

    /// A digits-only code comes as a number.
    private var codeValue: String { Int64(code) != nil ? code : "\"\(code)\"" }

    /// The row of a search leaks the secret and the person.
    var row: String {
        #"""
        {"dossierId":\#(id),"groupId":55301,"dossierNo":\#(codeValue),"serviceCode":1.001193,
         "applicantName":"PLANTED OFFICIAL","applicantIdNo":"000000000042","address":"SỐ NHÀ PLANTED",
         "contactTelNo":"0900000042","dossierStatus":"\#(status)","dossierStatusText":"x","dossierOverdue":"Quá 3 ngày",
         "lock":"Yêu cầu bổ sung trong hạn 3 ngày","hasPassword":"PLANTED-SECRET","resultText":"wrong"}
        """#
    }

    var detail: String {
        #"""
        {"dossierId":\#(id),"dossierNo":\#(codeValue),"dossierIdCTN":"","serviceCode":1.001193,
         "serviceName":"Đăng ký khai sinh","govAgencyName":"UBND xã Ví Dụ","applicantName":"PLANTED OFFICIAL",
         "applicantIdNo":42,"contactTelNo":"0900000042","address":"SỐ NHÀ PLANTED","dossierStatus":"\#(status)",
         "stepOverdue":true,"submissionNote":"{\"data\":[]}","metaData":"null",\#(more)}
        """#
    }

    static let all: [OpenCPSDossierOfServer] = [
        OpenCPSDossierOfServer(
            id: 510_233, code: "UBX01.240612.00118", secret: "4711", status: "processing",
            more:
                #""receiveDate":"12/06/2024 08:12:45","dueDate":"19/06/2026 16:30:00","extendDate":"13/06/2024 09:00:00""#,
            payment: #"""
                {"paymentFileId":70121,"referenceUid":"9f000000-0000-4000-8000-00000000bbbb","paymentFee":"Lệ phí",
                 "applicantName":"PLANTED OFFICIAL","feeAmount":8000,"paymentAmount":"8000","paymentStatus":5,
                 "paymentMethod":"KeyPayDVCQG","confirmDatetime":"12/06/2024 09:40:11","invoiceNo":"0000123",
                 "epaymentProfile":"{\"hash\":\"PLANTED-HASH-KEY\"}","bankInfo":"","einvoice":"null"}
                """#),
        OpenCPSDossierOfServer(
            id: 510_234, code: "UBX01.240612.001180", secret: "AbC9", status: "waiting",
            more:
                #""receiveDate":"12/06/2024 08:12:45","dossierNote":"&lt;p&gt;Bổ sung &lt;b&gt;giấy chứng sinh&lt;/b&gt;&lt;/p&gt;<br/>Tờ khai""#,
            hasSteps: false),
        OpenCPSDossierOfServer(
            id: 510_235, code: "2406120009", secret: "1234", status: "cho_ky_so",
            more: #""dossierSubStatusText":"Chờ <i>ký số</i>","submitDate":"11/06/2024 08:00:00""#),
        OpenCPSDossierOfServer(
            id: 510_236, code: "H43.12-240612-0001", secret: "1234", status: "releasing",
            more: #""receiveDate":"","releaseDate":"18/06/2024 10:00:00","dossierNote":"null","lockState":"""#),
        OpenCPSDossierOfServer(
            id: 510_237, code: "H43.12-240612-0002", secret: "1234", status: "processing",
            more: #""lockState":"PAUSE_OVERDUE","dossierStatusText":"Tạm dừng","dueDate":"01/01/2024 16:30:00""#),
        OpenCPSDossierOfServer(
            id: 510_238, code: "H43.12-240612-0003", secret: "1234", status: "new", more: #""dueDate":"sắp tới""#),
        OpenCPSDossierOfServer(
            id: 510_239, code: "H43.12-240612-0003", secret: "1234", status: "new", more: #""dueDate":0"#),
    ]
}
