package cn.tiyan.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    @ParameterizedTest
    @CsvSource({
        "NAME, 王晓明, 王**", "NAME, 王明, 王*", "NAME, 王, *", "NAME, 欧阳娜娜, 欧***", "NAME, 𠮷野, 𠮷*",
        "PHONE, 13912345678, 139****5678", "PHONE, 12345, 12***",
        "IDENTITY, 210102199003071234, 210*************34",
        "ADDRESS, 沈阳市和平区南京街1号, 沈阳市和平区*****", "ADDRESS, 和平区, 和**",
        "EMAIL, zhangsan@163.com, z*******@163.com", "EMAIL, wang@example.com, w****example.com", "EMAIL, a@b.cn, a***cn",
    })
    void showsNoMoreThanItsKindAllows(Personal.Kind kind, String clear, String shown) {
        Personal data = Personal.of(kind, clear);
        assertThat(data.masked()).isEqualTo(shown);
        assertThat(data).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "请打13912345678找我, 请打139****5678找我", "+86 139-1234-5678。, 139****5678。", "电话024-22345678, 电话024-****678",
        "身份证210102199003071234，, 身份证210***********34，", "身份证21010219900307123X, 身份证210***********3X",
    })
    void takesNumbersOutOfFreeText(String text, String masked) {
        assertThat(Masking.text(text)).doesNotContain("1234567", "22345678", "19900307").isEqualTo(masked);
    }

    @Test
    void leavesOtherNumbersAlone() {
        String text = "工单SY20261123000017，第2次，2026年11月23日，文号辽营商小组办发〔2023〕9号，共12345元 😀 שלום";
        assertThat(Masking.text(text)).isEqualTo(text);
    }
}
