package cn.tiyan.reporting.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class FiguresWorkbookTest {

    private static XSSFWorkbook written(Reading reading) throws IOException {
        var out = new ByteArrayOutputStream();
        long began = System.nanoTime();
        FiguresWorkbook.write(reading, (percent, doing) -> { }, out);
        System.out.printf("xlsx in %d ms, %d bytes%n", (System.nanoTime() - began) / 1_000_000, out.size());
        Files.write(Files.createDirectories(Path.of("target/samples")).resolve("figures.xlsx"), out.toByteArray());
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    @Test
    void holdsOverviewPartsAndDefinitions() throws IOException {
        try (XSSFWorkbook workbook = written(Readings.province())) {
            assertThat(workbook).extracting(org.apache.poi.ss.usermodel.Sheet::getSheetName).containsExactly("总览", "分单位", "分来源", "分时段", "办理用时", "指标说明");
            XSSFSheet overview = workbook.getSheet("总览");
            assertThat(overview.getRow(0).getCell(0).getStringCellValue()).startsWith("辽宁省");
            assertThat(overview.getLastRowNum()).isEqualTo(2 + FigureReading.terms().size());
            int closureRate = 0;
            for (int row = 3; row <= overview.getLastRowNum(); row++) {
                if (overview.getRow(row).getCell(0).getStringCellValue().equals("销号率")) {
                    closureRate = row;
                }
            }
            assertThat(overview.getRow(closureRate).getCell(1).getNumericCellValue()).isEqualTo(2184);
            assertThat(overview.getRow(closureRate).getCell(2).getNumericCellValue()).isEqualTo(2427);
            assertThat(overview.getRow(closureRate).getCell(3).getNumericCellValue()).isBetween(0.89, 0.91);
            assertThat(overview.getRow(closureRate).getCell(3).getCellStyle().getDataFormatString()).isEqualTo("0.0%");
            assertThat(workbook.getSheet("分单位").getRow(3).getCell(0).getStringCellValue()).isEqualTo("沈阳市");
            assertThat(workbook.getSheet("分单位").getRow(17).getCell(0).getStringCellValue()).isEqualTo("合计");
            assertThat(overview.getRow(closureRate).getCell(7).getStringCellValue()).as("the period before").isEqualTo("90.0%（1710/1900）");
            assertThat(workbook.getSheet("办理用时").getRow(3).getCell(2).getNumericCellValue()).isEqualTo(8.4);
            assertThat(workbook.getSheet("指标说明").getRow(3).getCell(1).getStringCellValue()).isNotBlank();
        }
    }

    @Test
    void drawsChartsThatFollowTheCells() throws IOException {
        try (XSSFWorkbook workbook = written(Readings.province())) {
            for (String name : new String[] {"分单位", "分来源", "分时段"}) {
                assertThat(workbook.getSheet(name).getDrawingPatriarch().getCharts()).singleElement().satisfies(chart -> {
                    String xml = chart.getCTChart().xmlText();
                    assertThat(xml).contains("barChart", "发现问题", name + "!");
                    assertThat(chart.getCTChart().getPlotArea().getBarChartArray(0).getSerArray()).hasSize(2);
                });
            }
        }
    }

    @Test
    void marksSmallSamplesAndLeavesEmptyWhatThereIsNoNumberFor() throws IOException {
        try (XSSFWorkbook workbook = written(Readings.nothing())) {
            XSSFSheet overview = workbook.getSheet("总览");
            int rates = 0;
            for (int row = 3; row <= overview.getLastRowNum(); row++) {
                if (overview.getRow(row).getCell(6).getStringCellValue().equals("较小")) {
                    assertThat(overview.getRow(row).getCell(3).getCellType()).isEqualTo(CellType.BLANK);
                    rates++;
                }
            }
            assertThat(rates).isEqualTo((int) FigureReading.terms().stream().filter(Reading.Term::rate).count());
            assertThat(workbook.getSheet("分单位").getDrawingPatriarch()).isNull();
        }
    }
}
