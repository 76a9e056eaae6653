package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "现场照片.png ; 现场照片.png",
        "../../etc/passwd ; passwd.png",
        "C:\\Users\\wang\\照片.PNG ; 照片.PNG",
        "run.exe ; run.exe.png",
        ".png ; evidence.png",
        "صورة.png ; صورة.png",
        "😀 整改后.png ; 😀 整改后.png",
        "a<b>:\"|?*.png ; ab.png"})
    void isCleaned(String given, String expected) {
        assertThat(FileName.clean(given, EvidenceType.PNG)).isEqualTo(expected);
    }

    @Test
    void losesWhatMisleadsTheEye() {
        assertThat(FileName.clean("照片\u202Egnp.exe\r\nX: y\u0000.png", EvidenceType.PNG)).isEqualTo("照片gnp.exeX y.png");
        assertThat(FileName.clean(null, EvidenceType.JPEG)).isEqualTo("evidence.jpg");
        assertThat(FileName.clean("长".repeat(500) + ".jpeg", EvidenceType.JPEG)).hasSize(120 + 5).endsWith(".jpeg");
    }

    @Test
    void keepsTheEndingOfAnotherOfficeForTheSameContent() {
        assertThat(FileName.clean("整改报告.wps", EvidenceType.DOC)).isEqualTo("整改报告.wps");
        assertThat(FileName.clean("台账.et", EvidenceType.XLS)).isEqualTo("台账.et");
        assertThat(FileName.clean("台账.exe", EvidenceType.XLS)).isEqualTo("台账.exe.xls");
    }
}
