/// Short and playful spellings written out: office abbreviations, teen and southern spellings.
package enum Abbreviations {
    /// What a word stands for, or nothing when it is no short form known here.
    ///
    /// - Parameter word: a word as typed; a short form carries no marks but that of đ.
    package static func expansion(of word: Word) -> [SyllableForm]? {
        guard word.folded.count <= FoldKey.capacity else { return nil }
        let key = FoldKey(word.folded)
        if let forms = exact[SyllableForm(key: key, marks: word.marks)] { return forms }
        guard let forms = byLetters[key] else { return nil }
        let isStroke = word.marks.toneNumber == 0 && word.folded.first == UInt8(ascii: "d")
        return word.marks.isEmpty || isStroke ? forms : nil
    }

    /// The written-out text of a short form, for tests and help pages.
    package static func expansion(of text: String) -> String? {
        guard let word = Words.words(text).first else { return nil }
        return expansion(of: word).map { $0.map(Spelling.written).joined(separator: " ") }
    }

    /// Short forms with the marks they are listed with.
    private static let exact = Dictionary(entries, uniquingKeysWith: { first, _ in first })

    /// Short forms by their letters; the first listed stands for all of the same letters.
    private static let byLetters = Dictionary(
        entries.map { ($0.0.key, $0.1) },
        uniquingKeysWith: { first, _ in first }
    )

    private static let entries: [(SyllableForm, [SyllableForm])] = {
        var entries: [(SyllableForm, [SyllableForm])] = []
        for text in [offices, spellings] {
            for line in text.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
                let sides = line.split(separator: "=")
                guard sides.count == 2 else { continue }
                let forms = Words.words(String(sides[1])).map(\.form)
                for short in Words.words(String(sides[0])) {
                    let form = SyllableForm(key: FoldKey(short.folded), marks: short.marks)
                    entries.append((form, forms))
                }
            }
        }
        return entries
    }()

    private static let offices = """
        dk dki dky đk đkí=đăng ký;dkkd đkkd=đăng ký kinh doanh;dkkh đkkh=đăng ký kết hôn;dkks đkks=đăng ký khai sinh
        dkkt đkkt=đăng ký khai tử;dktt đktt=đăng ký thường trú;dktr=đăng ký tạm trú;dkx đkx=đăng ký xe
        cccd cc ccuoc=căn cước;cmnd cmt=căn cước;gplx blx=giấy phép lái xe;bhyt=bảo hiểm y tế;bhxh=bảo hiểm xã hội
        bhtn=bảo hiểm thất nghiệp;ubnd ub=ủy ban nhân dân;gcn=giấy chứng nhận;gpxd=giấy phép xây dựng
        gplđ gpld=giấy phép lao động;gcnqsdđ gcnqsdd qsdđ qsdd=giấy chứng nhận quyền sử dụng đất
        hk=hộ khẩu;ks=khai sinh;kt=khai tử;kh=kết hôn;hkd=hộ kinh doanh;kd=kinh doanh;gpkd=giấy phép kinh doanh
        attp vsattp=an toàn thực phẩm;antt=an ninh trật tự;pccc=phòng cháy chữa cháy;llttp lltp=lý lịch tư pháp
        tthc=thủ tục hành chính;tt=thủ tục;gt gto=giấy tờ;hs hso=hồ sơ;hsơ=hồ sơ;gks=giấy khai sinh
        tnld tnlđ=tai nạn lao động;bnn=bệnh nghề nghiệp;ld lđ=lao động;nvqs=nghĩa vụ quân sự;nn=nước ngoài
        dn=doanh nghiệp;cty cti ctcp=công ty;tnhh=trách nhiệm hữu hạn;vpdd vpđd=văn phòng đại diện
        xdung xd=xây dựng;gp=giấy phép;xn=xác nhận;cn=chứng nhận;tthn=tình trạng hôn nhân
        thcs=trung học cơ sở;thpt=trung học phổ thông;mn=mầm non;hsinh=học sinh;sv=sinh viên;gv=giáo viên
        bds bđs=bất động sản;nsd=người sử dụng;tsgl=tài sản gắn liền;hd hđ=hợp đồng;nld nlđ=người lao động
        nk=nhập khẩu;xk=xuất khẩu;xnk=xuất nhập khẩu;gtgt=giá trị gia tăng;tncn=thu nhập cá nhân;mst=mã số thuế
        cand=công an nhân dân;qd=quân đội;ccb=cựu chiến binh;ls=liệt sĩ;nkt=người khuyết tật;nct=người cao tuổi
        tnxp=thanh niên xung phong;vn=việt nam;hcm tphcm=hồ chí minh;hn=hà nội;tp=thành phố;htx=hợp tác xã
        dvc=dịch vụ công;oto=ô tô;moto=mô tô;tk=tài khoản;pass=mật khẩu;passport hc=hộ chiếu;visa=thị thực;vneid=định danh điện tử
        ldtbxh=lao động thương binh xã hội;tbxh=thương binh xã hội;mttq=mặt trận tổ quốc;qsd=quyền sử dụng
        """

    private static let spellings = """
        ko kg khg hong hông hổng hok hem k=không;dc đc đx dx=được
        j ji gj=gì;z zậy zay dzậy v=vậy;tui t=tôi;mk mik mih mjk=mình;e=em;a=anh;ad=anh
        bn bnh nhiu nhìu=bao nhiêu;nh=nhiều;ng ngta=người;lm=làm;vs=với;cx=cũng;nx=nữa
        dzô zô dzo zo=vô;dzề zề=về;zợ dzợ=vợ;zui=vui;rùi=rồi;bik=biết
        thik thix=thích;wa qa=quá;wen=quen;wê=quê;onl=online;trc trk=trước;sn=sinh nhật;nhma=nhưng mà;tgian=thời gian
        đt dt sdt sđt=điện thoại;h=giờ;iu=yêu;bjo bh bg=bây giờ;hnay=hôm nay;ntn=như thế nào;lsao lsau=làm sao
        """
}
