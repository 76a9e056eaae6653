package cn.tiyan.reporting.document;

/** What can be made. */
public enum DocumentKind {
    /** 工作总结报告 in the form of GB/T 9704, to be edited further. */
    SUMMARY_DOCX("工作总结报告（docx）", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    /** The same, to be printed. */
    SUMMARY_PDF("工作总结报告（PDF）", "pdf", "application/pdf"),
    /** 指标数据: all figures, by unit and by source, with charts and definitions. */
    FIGURES_XLSX("指标数据（xlsx）", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String chinese;
    private final String extension;
    private final String mediaType;

    DocumentKind(String chinese, String extension, String mediaType) {
        this.chinese = chinese;
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** Of its file's name. */
    String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether it is a summary report, with texts of a unit. */
    public boolean summary() {
        return this != FIGURES_XLSX;
    }
}
