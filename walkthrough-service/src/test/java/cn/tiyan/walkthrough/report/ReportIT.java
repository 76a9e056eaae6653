package cn.tiyan.walkthrough.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.walkthrough.walkthrough.Phone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A walkthrough as a document, read back by somebody else's reader. */
@PlatformTest
class ReportIT {

    @Autowired
    private Http http;

    @Test
    void saysWhatWasWalkedFoundAndWhatBecameOfIt() throws Exception {
        Phone phone = new Phone(http, "phone-a");
        byte[] photo = Phone.aPhoto("jpg");
        byte[] broken = "RIFF\u0001\u0001\u0001\u0001WEBPVP8 no picture".getBytes(StandardCharsets.ISO_8859_1);
        String id = phone.start(Phone.aStart("COMPANION"));
        var check = phone.noted(3, "x");
        check.remove("note");
        check.put("kind", "CHECKPOINT").set("check", Phone.json("{\"checkpoint\": \"QUALITY-12\", \"result\": \"NOT_MET\", \"note\": \"仍要纸质证明\"}"));
        phone.sync(id, phone.began(0, "s1"), phone.ended(20, "s1"), phone.found(5, "PROBLEM", Phone.sha256(photo)), phone.found(6, "PRACTICE"), check,
                phone.shot(5, Phone.sha256(photo), "柜台 👩‍👧‍👦"), phone.shot(6, Phone.sha256(broken), null));
        Answer finished = phone.finish(id, phone.upload(id, photo, broken).version());
        assertThat(finished.status()).as(finished.toString()).isEqualTo(200);

        Answer answer = http.as(Persona.SHENYANG_OFFICE).get(Phone.PATH + "/" + id + "/report");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("wordprocessingml");
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        try (var document = new XWPFDocument(new ByteArrayInputStream(answer.bytes()))) {
            List<String> lines = document.getParagraphs().stream().map(XWPFParagraph::getText).toList();
            assertThat(lines.getFirst()).isEqualTo("关于“企业职工参保登记”走流程情况的报告");
            assertThat(lines).contains("一、基本情况", "二、办理步骤", "三、检查情况", "四、发现的问题、需求和创新做法", "（一）【问题】窗口仍要求提交纸质证明",
                    "（二）【创新做法】窗口仍要求提交纸质证明", "五、跟踪解决情况", "六、现场照片", "照片1：柜台 👩‍👧‍👦", "沈阳市人力资源和社会保障局");
            assertThat(lines).anyMatch(line -> line.startsWith("不符合：QUALITY-12") && line.endsWith("仍要纸质证明"));
            assertThat(lines).contains("另有 1 张照片未在此列出，可在系统中查看。");
            assertThat(lines).anyMatch(line -> line.contains("办理情况："));
            assertThat(document.getTables()).singleElement().satisfies(table -> {
                assertThat(table.getRows()).hasSize(2);
                assertThat(table.getRow(1).getCell(1).getText()).isEqualTo("步骤 s1");
                assertThat(table.getRow(1).getCell(7).getText()).isEqualTo("群众反映：“挺快”");
            });
            assertThat(document.getAllPictures()).hasSize(1);
            XWPFRun title = document.getParagraphs().getFirst().getRuns().getFirst();
            assertThat(title.getFontFamily(XWPFRun.FontCharRange.eastAsia)).isEqualTo("方正小标宋简体");
            assertThat(title.getFontSizeAsDouble()).isEqualTo(22);
            XWPFRun text = document.getParagraphs().get(3).getRuns().getFirst();
            assertThat(text.getFontFamily(XWPFRun.FontCharRange.eastAsia)).isEqualTo("仿宋_GB2312");
            assertThat(text.getFontSizeAsDouble()).isEqualTo(16);
            assertThat(fonts(document)).contains("altName", "宋体");
            assertThat(document.getDocument().getBody().getSectPr().getPgSz().getW().toString()).isEqualTo("11906");
        }
    }

    private static String fonts(XWPFDocument document) throws IOException {
        try (var part = document.getPackage().getPart(PackagingURIHelper.createPartName("/word/fontTable.xml")).getInputStream()) {
            return new String(part.readAllBytes(), StandardCharsets.UTF_8);
        } catch (org.apache.poi.openxml4j.exceptions.InvalidFormatException e) {
            throw new IOException(e);
        }
    }

    @Test
    void isForThoseWhoMaySeeTheWalkthrough() {
        Phone phone = new Phone(http, "phone-a");
        String id = phone.start(Phone.aStart("APPLICANT"));
        assertThat(http.as(Persona.SHENYANG_WALKER).get(Phone.PATH + "/" + id + "/report").status()).as("also half-way").isEqualTo(200);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(Phone.PATH + "/" + id + "/report").status()).isEqualTo(404);
        assertThat(http.get(Phone.PATH + "/" + id + "/report").status()).isEqualTo(401);
    }
}
