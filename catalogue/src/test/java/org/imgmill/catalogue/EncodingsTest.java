package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows-1252|Becher grün",
                "windows-1252|Café crème brûlée",
                "windows-1252|Señor año “Ñandú”",
                "windows-1252|Smørrebrød på brød",
                "windows-1250|Żółty kubek, średni",
                "windows-1250|Příliš žluťoučký kůň",
                "windows-1250|Tűzálló bögre, őszi",
                "windows-1250|Čaša i šolja",
                "windows-1251|Чашка фарфоровая",
                "windows-1251|Кухоль із ґрунту",
                "KOI8-R|Чашка фарфоровая белая",
                "windows-1253|Κούπα καφέ",
                "windows-1254|Çay bardağı, büyük",
                "windows-1255|ספל קפה",
                "windows-1256|كوب قهوة كبير",
                "windows-1257|Puodelis žalias, didelis ąžuolas, ėį",
                "windows-1257|Krūze zaļa, liela āķis",
                "windows-1258|Tách trà xanh đậm, cơ bản",
                "x-MacRoman|Becher grün, groß",
                "x-MacRoman|Café crème",
                "GBK|陶瓷咖啡杯白色带盖大号",
                "GB18030|红色玻璃花瓶家居装饰",
                "Big5|白色陶瓷咖啡杯附蓋大號",
                "Shift_JIS|白いコーヒーカップ(大)",
                "EUC-JP|白いコーヒーカップと皿",
                "EUC-KR|하얀 커피 컵 큰 것",
                "windows-31j|陶器のマグカップ①"
            })
    void aNameIsReadAsItWasWritten(String encoding, String name) throws IOException {
        var charset = Charset.forName(encoding);
        byte[] file =
                ("id,name,image\n1,Mug,http://a/1.jpg\n2,"
                                + name.replace(",", "")
                                + ",http://a/2.jpg\n")
                        .getBytes(charset);

        Collected read = Collected.of(file, CatalogueOptions.open());

        assertThat(read.rows.get(1).name()).isEqualTo(name.replace(",", ""));
        assertThat(read.read().warnings()).hasSize(1);
        assertThat(read.understood().form().encoding()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-2022-JP"})
    void whatIsSeenByTheBytesIsReadWithoutAMarkToo(String encoding) throws IOException {
        byte[] file =
                "SKU,name,image\nA,白いカップ,http://a/1.jpg\n".getBytes(Charset.forName(encoding));

        Collected read = Collected.of(file, CatalogueOptions.open());

        assertThat(read.rows.getFirst().name()).isEqualTo("白いカップ");
        assertThat(read.understood().form().encoding()).isEqualTo(encoding);
    }

    @Test
    void whatWasGuessedIsSaid() throws IOException {
        byte[] file =
                "id,name,image\n1,Чашка,http://a/1.jpg\n".getBytes(Charset.forName("windows-1251"));

        Collected read = Collected.of(file, CatalogueOptions.open());

        assertThat(read.read().warnings())
                .containsExactly(
                        new Warning(
                                "encoding",
                                "Read as windows-1251, because the bytes are not UTF-8. If names look"
                                        + " wrong, say the encoding (encoding=...) or save the file as"
                                        + " UTF-8."));
        assertThat(read.understood().form().encoding()).isEqualTo("windows-1251");
    }
}
