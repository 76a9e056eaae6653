package cn.tiyan.reporting.document;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.paper.Docx;
import cn.tiyan.platform.paper.Paper;
import cn.tiyan.platform.paper.Pdf;
import cn.tiyan.testkit.Persona;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;

/** The whole report; what it looks like is left in target/samples. */
class SummaryPaperTest {

    private static final Instant NOW = Instant.parse("2026-12-20T02:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 20);
    private static final SummaryTemplate TEMPLATE = SummaryTemplate.complete(new SummaryTemplate(null, null, null, null, null));
    private static final Unit PROVINCE = new Unit("210000", "辽宁省", UnitKind.PROVINCE, null, List.of("210000"), true, 1);

    static SummaryReport written() {
        SummaryReport report = SummaryReport.begin(PROVINCE, Readings.YEAR, Persona.PROVINCE_OFFICE.caller(), NOW);
        report.write("carrying-out", List.of("省委、省政府高度重视，主要负责同志多次作出批示，带头走流程、查堵点。省营商环境建设领导小组办公室牵头抓总，各地区、各部门密切配合，形成了上下联动、协同推进的工作格局。"),
                Persona.PROVINCE_OFFICE.caller(), NOW);
        report.write("practice", List.of("（一）坚持高位推动，压实工作责任。建立“省级统筹、市县落实、部门协同”的工作机制，明确责任人员，细化任务措施，定期调度通报。",
                "（二）坚持问题导向，做到“三走三看”。", "1.走前“瞄准问题”。梳理12345热线、政务服务“好差评”和“办不成事”反映窗口集中反映的问题，形成体验清单。",
                "2.走中“思考答案”。以企业、群众身份对线上线下各办理渠道进行换位体验。", "3.走后“跟踪解决”。对发现的问题建立台账，实行限时解决、销号管理。",
                "（三）坚持开门体验，强化社会监督。公开征集、单位推荐、定向邀约相结合，组织体验员开展明察暗访、开放日、座谈会等活动。"), Persona.PROVINCE_OFFICE.caller(), NOW);
        report.write("problems", List.of("1.办事材料重复提交问题。推动电子证照在线核验，联系电话 13812345678。", "2.线上线下标准不一致问题。统一事项实施清单。"), Persona.PROVINCE_OFFICE.caller(), NOW);
        report.write("effect", List.of("通过解决一个诉求，带动破解一类问题、优化一类服务，企业和群众的获得感明显增强。"), Persona.PROVINCE_OFFICE.caller(), NOW);
        report.write("shortcomings", List.of("部分地区走流程的频次不够均衡，跨区域、跨部门事项的业务协同仍需加强；个别事项的办事指南更新不够及时。"), Persona.PROVINCE_OFFICE.caller(), NOW);
        report.write("next", List.of("将“我陪群众走流程”、“政务服务体验员”工作固化为常态化、制度性安排，持续推进优化完善。"), Persona.PROVINCE_OFFICE.caller(), NOW);
        report.head(new SummaryHead(null, "辽营商报〔2026〕12号", null, "辽宁省营商环境建设局", "2026-12-20", List.of("问题清单、需求清单、整改清单、优化清单")),
                Persona.PROVINCE_OFFICE.caller(), NOW);
        return report;
    }

    private static Paper composed(SummaryReport report, Reading reading) throws IOException {
        return new SummaryPaper(TEMPLATE, report, reading, TODAY).compose((percent, doing) -> { });
    }

    @Test
    void saysTheFiguresWithTheirDenominatorsAndTheUnitsOwnWords() throws IOException {
        long began = System.nanoTime();
        var out = new ByteArrayOutputStream();
        Docx.write(composed(written(), Readings.province()), out);
        System.out.printf("docx in %d ms, %d bytes%n", (System.nanoTime() - began) / 1_000_000, out.size());
        Files.write(Files.createDirectories(Path.of("target/samples")).resolve("summary.docx"), out.toByteArray());
        try (var document = new XWPFDocument(new ByteArrayInputStream(out.toByteArray()))) {
            List<String> lines = document.getParagraphs().stream().map(XWPFParagraph::getText).toList();
            assertThat(lines).contains("辽营商报〔2026〕12号", "辽宁省关于开展“我陪群众走流程”", "“政务服务体验员”工作情况的总结报告", "省营商环境建设领导小组办公室：", "一、体验开展情况", "二、主要做法",
                    "三、发现和解决的问题", "（一）闭环办理情况", "四、工作成效", "五、存在不足", "六、下步打算", "特此报告。", "附件：1. 主要指标一览表", "2. 分单位情况表", "4. 问题清单、需求清单、整改清单、优化清单",
                    "辽宁省营商环境建设局", "2026年12月20日", "附件1", "附件2", "附件3");
            String all = String.join("\n", lines);
            assertThat(all).contains("销号率为90.0%（2184/2427）", "2026年1月1日至12月20日", "截至2026年12月20日10时").doesNotContain("{", "}", "【待");
            assertThat(all).as("no citizen's number").doesNotContain("13812345678");
            assertThat(lines.indexOf("（一）坚持高位推动，压实工作责任。建立“省级统筹、市县落实、部门协同”的工作机制，明确责任人员，细化任务措施，定期调度通报。")).isBetween(lines.indexOf("二、主要做法"), lines.indexOf("三、发现和解决的问题"));
            assertThat(document.getAllPictures()).hasSize(4);
            assertThat(document.getTables()).hasSize(4);
            assertThat(document.getTables().get(2).getText()).contains("葫芦岛市").contains("合计");
            assertThat(document.getTables().get(3).getText()).as("a small sample is marked").contains("88.9%*\n24/27");
        }
    }

    @Test
    void saysTheSameAsPdf() throws IOException {
        long began = System.nanoTime();
        var out = new ByteArrayOutputStream();
        Pdf.write(composed(written(), Readings.province()), out);
        System.out.printf("PDF in %d ms, %d bytes%n", (System.nanoTime() - began) / 1_000_000, out.size());
        Path samples = Files.createDirectories(Path.of("target/samples"));
        Files.write(samples.resolve("summary.pdf"), out.toByteArray());
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            assertThat(text).contains("销号率为90.0%（2184/2427）", "附件：1.主要指标一览表", "辽宁省营商环境建设局2026年12月20日", "88.9%*24/27", "特此报告。");
            var renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                ImageIO.write(renderer.renderImageWithDPI(page, 70), "png", samples.resolve("summary-" + (page + 1) + ".png").toFile());
            }
        }
    }

    @Test
    void pointsOutWhatIsStillMissingAndThatThereIsNoData() throws IOException {
        SummaryReport report = SummaryReport.begin(PROVINCE, Readings.YEAR, Persona.PROVINCE_OFFICE.caller(), NOW);
        assertThat(report.missing(TEMPLATE)).hasSize(6);
        var out = new ByteArrayOutputStream();
        Docx.write(composed(report, Readings.nothing()), out);
        try (var document = new XWPFDocument(new ByteArrayInputStream(out.toByteArray()))) {
            List<String> lines = document.getParagraphs().stream().map(XWPFParagraph::getText).toList();
            assertThat(lines.stream().filter(line -> line.startsWith("【待本单位填写："))).hasSize(6);
            assertThat(lines).contains("本期暂无可供绘图的数据。", "本期暂无数据。");
            assertThat(String.join("", lines)).contains("（尚无数据）", "销号率为暂无数据（分母为 0）");
            assertThat(document.getTables()).hasSize(1);
        }
    }

    @Test
    void tellsHowFarItIsAndNeverGoesBack() throws IOException {
        List<Integer> percents = new ArrayList<>();
        new SummaryPaper(TEMPLATE, written(), Readings.province(), TODAY).compose((percent, doing) -> percents.add(percent));
        assertThat(percents).isSorted().hasSizeGreaterThan(5).allMatch(percent -> percent >= 0 && percent < 100);
    }
}
