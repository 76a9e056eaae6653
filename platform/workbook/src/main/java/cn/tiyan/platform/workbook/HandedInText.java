package cn.tiyan.platform.workbook;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.workbook.WorkbookLine.Cell;
import cn.tiyan.platform.workbook.WorkbookLine.Kind;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma-separated text, in UTF-8 or, as spreadsheets here write it, in GB 18030. Every field is a text, whatever it begins with. */
final class HandedInText implements HandedInTable {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LONGEST_FIELD = 64 * 1024;

    private final WorkbookLimits limits;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private int number;

    private HandedInText(String text, WorkbookLimits limits) {
        this.limits = limits;
        this.reader = CsvReader.builder().allowExtraFields(true).allowMissingFields(true).skipEmptyLines(false).maxBufferSize(LONGEST_FIELD)
                .ofCsvRecord(text.startsWith("\ufeff") ? text.substring(1) : text);
        this.records = reader.iterator();
    }

    static HandedInText open(Path file, WorkbookLimits limits) {
        HandedInWorkbook.requireSize(file, limits.bytes());
        try {
            return new HandedInText(decoded(Files.readAllBytes(file)), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decoded(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                throw Refusal.malformed(HandedInWorkbook.FILE, "不是有效的 xlsx 或 CSV 文件");
            }
        }
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, GB18030}) {
            try {
                return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                // Not in this one, then.
            }
        }
        throw Refusal.malformed(HandedInWorkbook.FILE, "文字编码应为 UTF-8 或 GB18030");
    }

    @Override
    public @Nullable WorkbookLine next() {
        try {
            while (records.hasNext()) {
                number++;
                List<String> fields = records.next().getFields();
                if (fields.size() > limits.columns()) {
                    throw Refusal.malformed(HandedInWorkbook.FILE, "第 " + number + " 行超过 " + limits.columns() + " 列，请对照模板删除多余的列");
                }
                List<Cell> cells = fields.stream().map(field -> new Cell(Kind.TEXT, field.strip(), null)).toList();
                if (cells.stream().anyMatch(cell -> !cell.text().isEmpty())) {
                    return new WorkbookLine(number, cells);
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw Refusal.malformed(HandedInWorkbook.FILE, "第 " + (number + 1) + " 行之后无法按 CSV 读取，请检查引号是否成对、单元格是否过长");
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
