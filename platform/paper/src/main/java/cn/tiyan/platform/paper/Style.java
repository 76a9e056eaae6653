package cn.tiyan.platform.paper;

import org.jspecify.annotations.Nullable;

/** How letters look, by the names GB/T 9704 gives them. Sizes are in points: 二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5. */
enum Style {
    /** 二号小标宋. */
    TITLE("方正小标宋简体", "宋体", 22, false),
    /** 三号仿宋. */
    TEXT("仿宋_GB2312", "仿宋", 16, false),
    /** 三号仿宋 in bold: the head of a 1. */
    STRONG("仿宋_GB2312", "仿宋", 16, true),
    /** 三号黑体: 一、 */
    HEADING("黑体", null, 16, false),
    /** 三号楷体: （一） */
    SUBHEADING("楷体_GB2312", "楷体", 16, false),
    /** 四号宋体: page numbers. */
    NUMBER("宋体", null, 14, false),
    /** 小四仿宋: cells, captions and notes. */
    SMALL("仿宋_GB2312", "仿宋", 12, false),
    /** 小四黑体: heads of tables, captions. */
    SMALL_HEADING("黑体", null, 12, false),
    /** 五号仿宋: cells of wide tables. */
    TINY("仿宋_GB2312", "仿宋", 10.5, false),
    /** 五号黑体: heads of wide tables. */
    TINY_HEADING("黑体", null, 10.5, false);

    private final String font;
    private final @Nullable String instead;
    private final double size;
    private final boolean bold;

    Style(String font, @Nullable String instead, double size, boolean bold) {
        this.font = font;
        this.instead = instead;
        this.size = size;
        this.bold = bold;
    }

    /** Name of the font for Chinese letters. */
    String font() {
        return font;
    }

    /** The font to take where that one is not installed, if it is often not. */
    @Nullable String instead() {
        return instead;
    }

    /** In points. */
    double size() {
        return size;
    }

    boolean bold() {
        return bold;
    }

    /** Whether it has no serifs. */
    boolean plain() {
        return font.equals("黑体");
    }
}
