package cn.tiyan.experiencer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.experiencer.IdentityNumber;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Rosters as offices hand them in. */
public final class SomeRosters {

    public static final String IMPORTS = "/api/v1/experiencers/imports";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private SomeRosters() {
    }

    /** Somebody nobody has heard of, not appointed yet. */
    public static Map<String, Object> aPerson() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("姓名*", "赵小满");
        row.put("手机号码*", SomeCodes.phone());
        row.put("身份证号码", identity(1985));
        row.put("类别*", "企业代表");
        row.put("年龄段", "");
        row.put("所属领域*", "餐饮业");
        return row;
    }

    /** Somebody appointed on paper, from long ago to next year. */
    public static Map<String, Object> anAppointedPerson() {
        Map<String, Object> row = aPerson();
        row.put("联系地址", "沈阳市和平区青年大街 1 号");
        row.put("任期起始", TODAY.minusMonths(6).toString());
        row.put("任期截止", TODAY.plusYears(1).toString());
        return row;
    }

    /** A good number of somebody born in this year. */
    public static String identity(int year) {
        var random = ThreadLocalRandom.current();
        String start = "210102%d%02d%02d%03d".formatted(year, random.nextInt(1, 13), random.nextInt(1, 29), random.nextInt(1000));
        return "0123456789X".chars().mapToObj(check -> start + (char) check).filter(IdentityNumber::isValid).findFirst().orElseThrow();
    }

    /** A workbook with these rows; a text that begins with = is a formula. */
    public static byte[] workbook(List<Map<String, Object>> rows) {
        Set<String> titles = new LinkedHashSet<>();
        rows.forEach(row -> titles.addAll(row.keySet()));
        try (var workbook = new XSSFWorkbook(); var out = new ByteArrayOutputStream()) {
            Sheet sheet = workbook.createSheet("名单");
            List<String> columns = new ArrayList<>(titles);
            Row headings = sheet.createRow(0);
            for (int at = 0; at < columns.size(); at++) {
                headings.createCell(at).setCellValue(columns.get(at));
            }
            for (int number = 0; number < rows.size(); number++) {
                Row row = sheet.createRow(number + 1);
                for (int at = 0; at < columns.size(); at++) {
                    switch (rows.get(number).get(columns.get(at))) {
                        case null -> { }
                        case LocalDate day -> row.createCell(at).setCellValue(day);
                        case Number value -> row.createCell(at).setCellValue(value.doubleValue());
                        case String text when text.startsWith("=") -> row.createCell(at).setCellFormula(text.substring(1));
                        case Object text -> row.createCell(at).setCellValue(text.toString());
                    }
                }
            }
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SafeVarargs
    public static byte[] workbook(Map<String, Object>... rows) {
        return workbook(List.of(rows));
    }

    public static Answer upload(Http office, String unit, byte[] workbook) {
        return office.upload(IMPORTS + "?unit=" + unit, "roster.xlsx", XLSX, workbook);
    }

    /** Has all these people taken in for a unit, and waits until they are. @return the import */
    public static Answer takenIn(Http office, String unit, List<Map<String, Object>> people) {
        Answer handedIn = upload(office, unit, workbook(people));
        assertThat(handedIn.status()).as(handedIn.toString()).isEqualTo(201);
        String path = handedIn.header("Location");
        Answer committed = office.at(handedIn.version()).post(path + "/commit", Map.of("onlyGood", false));
        assertThat(committed.status()).as(committed.toString()).isEqualTo(202);
        return awaitCommitted(office, path);
    }

    public static Answer awaitCommitted(Http office, String path) {
        KafkaTopics.await("the rows to be taken in", () -> "COMMITTED".equals(office.get(path).at("/status")));
        return office.get(path);
    }
}
