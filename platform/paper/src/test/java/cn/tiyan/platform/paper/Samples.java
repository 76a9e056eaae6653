package cn.tiyan.platform.paper;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A report with everything that can be in one. */
final class Samples {

    private Samples() {
    }

    static Paper report() throws IOException {
        var paper = new Paper("沈阳市关于开展“我陪群众走流程”、“政务服务体验员”\n工作情况的总结报告", "沈营商报〔2026〕12号");
        paper.recipient("省营商环境建设领导小组办公室");
        paper.text("按照《关于印发〈依托全省一体化政务服务平台开展“我陪群众走流程”、“政务服务体验员”工作方案〉的通知》（辽营商小组办发〔2023〕9号）要求，现将有关情况报告如下。");
        paper.heading("体验开展情况");
        paper.subheading("我陪群众走流程");
        paper.text("2026年1月1日至12月20日，共开展走流程1,286次，记录发现512个；发现问题和需求348件，销号率91.4%（297/325，95%置信区间87.8%—94.0%）。");
        paper.written("（一）高位推动。市委、市政府主要负责同志带头走流程。\n1.建立机制。印发方案，明确责任。\n2.组建队伍\n普通段落，含有网址 https://example.invalid/very/long/address/that/does/not/fit/into/one/line/of/the/text 和数字12345。");
        paper.picture(picture(), "图1　闭环办理情况", 400, 220);
        paper.table("表1　主要指标", List.of("指标", "数值", "分母", "比率"),
                List.of(List.of("发现问题", "348", "—", "—"), List.of("销号率", "297", "325", "91.4%")), "注：样本较小的比率仅供参考，不作排名。");
        paper.heading("下步打算");
        IntStream.range(0, 12).forEach(number -> paper.text("第" + number + "项：持续深化改革，推动政务服务从“能办”向“好办、快办、易办”转变，切实增强企业和群众的获得感、满意度，形成常态化、长效化的工作机制。"));
        paper.attachment("主要指标一览表");
        paper.attachment("分单位情况表");
        paper.signature("沈阳市营商环境建设局", "2026年12月20日");
        paper.annex("分单位情况表");
        paper.table(null, List.of("单位", "走流程", "发现", "问题", "已销号", "销号率", "重办率", "满意率"), IntStream.range(0, 60)
                .mapToObj(row -> List.of("第" + row + "个单位", "12", "8", "5", "4", "80.0%（4/5）*", "0.0%（0/5）*", "—")).toList(), "* 样本较小");
        return paper;
    }

    static byte[] picture() throws IOException {
        var image = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.LIGHT_GRAY);
        pen.fillRect(20, 20, 760, 360);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
