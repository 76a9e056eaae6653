package cn.tiyan.feedback.file;

import cn.tiyan.platform.refusal.Refusal;
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
import org.jspecify.annotations.Nullable;

/** A table as comma-separated text, in UTF-8 or, as spreadsheets here write it, in GB 18030. Every field is a text, whatever it begins with. */
final class CsvTable implements Table {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LONGEST = 64 * 1024;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private int number;

    CsvTable(Path file) {
        String text = text(file);
        this.reader = CsvReader.builder().allowExtraFields(true).allowMissingFields(true).skipEmptyLines(false).maxBufferSize(LONGEST)
                .ofCsvRecord(text.startsWith("\ufeff") ? text.substring(1) : text);
        this.records = reader.iterator();
    }

    private static String text(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            for (byte each : bytes) {
                if (each == 0) {
                    throw Workbooks.unreadable();
                }
            }
            for (Charset charset : new Charset[] {StandardCharsets.UTF_8, GB18030}) {
                try {
                    return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                } catch (CharacterCodingException e) {
                    // Not in this one, then.
                }
            }
            throw Refusal.malformed(OfficeFiles.FILE, "文字编码应为 UTF-8 或 GB18030");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Line next() {
        try {
            while (records.hasNext()) {
                number++;
                var cells = records.next().getFields().stream().map(Cell::of).toList();
                if (cells.stream().anyMatch(cell -> !cell.text().isEmpty())) {
                    return new Line(number, cells);
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw Refusal.malformed(OfficeFiles.FILE, "第 " + (number + 1) + " 行之后无法按 CSV 读取，请检查引号是否成对、单元格是否过长");
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
