package cn.tiyan.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({
        "电话１３８１２３４５６７８。, 电话１３８****５６７８。", "＋８６　１３８－１２３４－５６７８，急, １３８****５６７８，急", "138.1234.5678, 138****5678", "138．1234．5678转2, 138****5678转2",
        "+86.138.1234.5678, 138****5678", "138—1234—5678, 138****5678", "０２４－２２３４５６７８, ０２４－****６７８",
        "210102 19900101 1234, 210***********34", "210102 1990 01 01 12 3x；下一条, 210***********3x；下一条", "证２１０１０２１９９００１０１１２３Ｘ，, 证２１０***********３Ｘ，",
        "210102　19900101　123ｘ, 210***********3ｘ", "21010219900101123x, 210***********3x",
        "先打１３８１２３４５６７８，再打138.1234.5678，Ａ座１０１, 先打１３８****５６７８，再打138****5678，Ａ座１０１",
    })
    void takesThemOutHoweverTheyAreWritten(String text, String masked) {
        assertThat(Masking.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"投资1381234.5678万元，其中138.5678万元", "100000 200000 300000元", "2019 2020 2021 2022年", "２０２６年１１月２３日９时３０分", "单号210102-20260115-0012",
        "事项编码11210100MB1519191C4000112013000", "１１２１０１００ＭＢ１５１９１９１Ｃ", "1.138.1234.5678.9", "210102 19901301 1234", "2026.11.23 09.05.00", "共１３８，１２３４，５６７８户",
        "2026-11-23 10:30:00.000", "第１３８号、第１２３４号、第５６７８号"})
    void takesNothingElseForThem(String text) {
        assertThat(Masking.text(text)).isEqualTo(text);
    }

    @Test
    void leavesOtherNumbersAlone() {
        String text = "工单SY20261123000017，第2次，2026年11月23日，文号辽营商小组办发〔2023〕9号，共12345元 😀 שלום";
        assertThat(Masking.text(text)).isEqualTo(text);
    }
}
