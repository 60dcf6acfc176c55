"""The shapes of temporal expressions over the letters of `words.py`, and how each is read.

A cascade: each shape is looked for over the whole row, in order, and what it finds becomes one letter `Z` that later
shapes build on. `24 مارس` is a `Z`, `مساء` before it makes a longer `Z`, `من ... إلى ...` joins two. After the finite
state cascades of Abney (1996), with regular expressions over letters in the place of automata.
"""

import re
from collections.abc import Callable

from riwaya.times.composed import (
    read_after,
    read_ago,
    read_before,
    read_both_days,
    read_day_of,
    read_duration,
    read_earlier,
    read_inner,
    read_later,
    read_night,
    read_range,
    read_since,
    read_since_ago,
    read_stretch,
    read_timed,
    read_two_days,
    read_until,
)
from riwaya.times.dated import (
    read_bare_year,
    read_clock,
    read_date,
    read_day_of_this,
    read_days,
    read_month,
    read_numeric,
    read_year,
    read_years,
)
from riwaya.times.found import Found
from riwaya.times.reckoned import (
    read_century,
    read_decade,
    read_deictic,
    read_edge,
    read_edge_of_unit,
    read_first_units,
    read_last_units,
    read_other_day,
    read_other_unit,
    read_quarter,
    read_season,
    read_this_unit,
    read_unit,
    read_vague,
    read_week_of,
    read_weekday,
)
from riwaya.times.words import When

Reader = Callable[[Found], When | None]

# How much: ثلاثة أيام, يومين, نصف ساعة, شهر واحد, عام; then ونصف.
_MUCH = r"(?:nO)?(?P<much>\^?v|n\^?[p1-79]|Q\^?[1-7]|[1-7](?:n(?![\^p1-9]))?)(?P<half>&Q(?:\^?[1-7])?)?(?P<whole>c*)"
_ALIAS = r"(?:/[Mm]|\([Mm]\)|[Mm](?![Mm]))"  # آذار/مارس; أبريل (نيسان); مارس آذار
_MONTH = rf"(?P<month>[Mm]){_ALIAS}?"
_YEAR = r",?[fj]*(?:\^?4)?(?P<year>y)E?"
_TURN = r"(?P<turn>[LXC])"
_AGAIN = r"(?:,?\(?[yU]E?\)?)?"  # العام الماضي 2014م
_INNER = r"(?P<inner>[ZU])"
_HALF = r"(?:[dN](?![\^WDMfhynoZ]))?"  # مساء, but not مساء الأحد
_ZONE = r"(?:,?\(?j?\^?z(?:z|\^)*\)?)?"

# What a reading becomes on the row: `Z` a day, `k` a clock, `U` anything longer, `V` what nothing is built on.
# Read in this order; the letters are those of words.py.
RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(shape), reader)
    for shape, reader in (
        (rf"h(?:n:n|[only])(?::n)?(?:&(?:\^?Q|o|n\^?7))?{_HALF}{_ZONE}", read_clock),  # الساعة التاسعة والنصف مساء
        (r"(?<![:ny])n:n(?::n)?(?=[dN]|,?\(?j?\^?z)" + _HALF + _ZONE, read_clock),  # 10:30 بتوقيت غرينتش
        (r"(?P<one>[ny])[/\-](?P<two>n)[/\-](?P<three>[ny])E?(?![/\-]?[ny])", read_numeric),  # 15 / 10 / 1436 هـ
        # من 26 إلى 28 آذار/مارس الماضي; بين الثالث والخامس من مايو
        (rf"[fb]?\^?1?(?P<first>[no])(?:t|-|&?H|&)j?\^?1?(?P<day>[no])f?3?{_MONTH}(?:{_YEAR}|{_TURN})?", read_days),
        (rf"(?P<day>[no])f?3?{_MONTH}(?:{_YEAR}|{_TURN})?E?", read_date),  # 24 من تموز (يوليو) الجاري
        (r"(?P<day>n)(?:f\^3)?(?P<turn>C)", read_day_of_this),  # 24 الجاري
        (rf"3?{_MONTH}(?:{_YEAR}|{_TURN})", read_month),  # يوليو 2017
        (rf"3{_MONTH}", read_month),
        (rf"(?P<month>[Mm]){_ALIAS}", read_month),
        (r"(?P<month>M)", read_month),
        (r"(?<=[iSGABHt])(?P<month>m)(?!x)", read_month),  # في مارس; not مارس ضغوطا
        # بين عامي 2011 و2012; العام الدراسي 1436 / 1437 هـ; موسم 2018-2019; من عام 2015 إلى عام 2018
        (r"[bf]?\^?[4v]l?(?P<one>[yn])E?(?:&|-|/|&?t|&?H)(?:j?\^?4)?(?P<two>[yn])(?P<era>E)?", read_years),
        (r"b(?P<one>y)&(?P<two>y)(?P<era>E)?", read_years),
        (r"(?:\^?8)?(?<![\-/])(?P<one>y)[-/](?P<two>y)(?P<era>E)?(?![\-/])", read_years),
        (r"(?<=[iefSH])(?P<one>y)(?:&|&?t|&?H)(?P<two>y)(?P<era>E)?", read_years),
        (r"\^?4l?(?P<year>y)(?P<era>E)?", read_year),  # عام 2018م
        (r"\^?4(?P<year>n)(?P<era>E)?(?![np1-79Q\^x])", read_year),  # عام ألفين وسبعة عشر
        (r"(?P<year>[yn])(?P<era>E)", read_year),
        (
            r"(?:(?<=[iefSHGABts/])|(?<=Q[oY])|(?<=ex)|(?<=exx)|(?<=exxx)|(?<=[iefSHGABt]\())(?P<year>y)(?![np1-79\^])",
            read_bare_year,
        ),
        (r"(?P<unit>D)R", read_other_day),  # اليوم التالي
        (r"T?1?(?P<day>D)(?!o)", read_deictic),  # أمس، هذا اليوم
        (r"(?P<both>1)(?P<one>W)&(?P<two>W)", read_both_days),  # يومي الاثنين والثلاثاء
        (rf"T?1?(?P<weekday>W){_TURN}?", read_weekday),  # الخميس المقبل، يوم الخميس
        (r"(?:^|(?<=[xz]))(?P<year>y)(?=$|[,.)i&ZU])", read_bare_year),  # صنع في عسير 2015
        (rf"T\^(?P<unit>[1-8])l?[CL]?{_AGAIN}", read_this_unit),  # هذا العام
        (rf"\^(?P<unit>[1-8])l?{_TURN}{_AGAIN}", read_unit),  # السنة المالية الماضية
        (r"\^(?P<unit>[1-6])l?R", read_other_unit),  # اليوم التالي
        (r"r\^?(?P<unit>[12346])", read_other_unit),  # ذلك العام
        (rf"\^(?P<unit>p)(?P<count>n){_TURN}", read_last_units),  # السنوات الخمس الماضية
        (rf"(?P<count>n)\^?(?P<unit>[p1-7]){_TURN}", read_last_units),  # الـ24 ساعة المقبلة
        (rf"\^(?P<unit>v){_TURN}", read_last_units),  # الأسبوعين الماضيين
        (r"B(?P<count>n)(?P<unit>[p1-7])", read_last_units),  # آخر 24 ساعة
        (r"\^[p9](?:w|[LXYC])+|B\^p", read_vague),  # الأيام القليلة الماضية
        (r"\^?(?P<decade>K)(?:f?(?:U|\^6(?:L|o)))?", read_decade),  # تسعينيات القرن الماضي
        (r"\^?(?P<unit>6)(?P<number>[on])", read_century),  # القرن التاسع عشر
        (rf"\^(?P<unit>p)(?P<count>n)(?P<number>o)[fj]+{_INNER}", read_first_units),
        (rf"\^?(?P<season>s)(?:[fj]*(?:\^?4)?(?P<year>y)|[fj]*{_INNER}|{_TURN})", read_season),  # صيف 2019
        (r"T\^(?P<season>s)", read_season),
        (rf"\^?(?P<share>Q)(?:(?P<number>o)|(?P<latest>Y))(?:[fj]*{_INNER})?", read_quarter),  # الربع الأول من 2018
        (rf"\^(?P<unit>2)(?:(?P<number>o)|(?P<latest>Y))f{_INNER}", read_week_of),  # الأسبوع الأخير من رمضان
        (r"\^9[RL][fj]*(?P<inner>U)", read_inner),  # الفترة المماثلة من عام 2014
        (r"(?P<edge>B)[fj]*(?P<inner>U)", read_edge),  # مطلع مايو 2018
        (r"(?P<edge>B)[fj]*\^(?P<unit>[2-6])(?P<kind>l)?(?![o\^R])", read_edge_of_unit),  # نهاية الأسبوع
        (r"\^?N[fj]*(?P<one>Z)[/\-&]*(?P<two>Z)", read_night),  # منتصف ليل الأحد / الاثنين
        (r"(?P<one>Z)(?P<sign>[,(/\-q]*)(?P<two>Z)\)?", read_two_days),  # اليوم (الاثنين)
        (r"(?P<one>Z)(?P<sign>[,(/\-q]*)(?P<two>Z)\)?", read_two_days),  # اليوم الجمعة 15 شوال
        (r"\^?[dN][fj]*(?P<inner>Z)", read_inner),  # بعد ظهر الثلاثاء
        (r"(?P<inner>Z)j?\^?[dN](?![fj\^]*Z)", read_inner),  # أمس مساء
        (r"k[fj,i]*(?P<inner>Z)", read_timed),  # الساعة التاسعة من صباح اليوم
        (r"(?P<inner>Z)[,ij]*k", read_timed),
        (r"gf(?P<inner>[ZU])|g(?P<today>[ZU])", read_earlier),  # في وقت سابق من الشهر الحالي
        (r"(?P<day>[no])f?(?P<inner>U)", read_day_of),  # 21 من الشهر المقبل
        (r"1(?P<inner>Z)", read_inner),  # يوم 26 يونيو
        (r"[fS]?(?P<one>[ZU])(?:&?t|&?H|-)j?(?P<two>[ZU])", read_range),  # من 2015 إلى مارس 2018
        (r"b(?P<one>[ZU])&(?P<two>[ZU])", read_range),  # بين أغسطس 2005 وديسمبر 2006
        (rf"(?P<ago>S)[aB]*{_MUCH}", read_since_ago),  # منذ نحو عشرين عاما
        (rf"(?P<ago>G)a*{_MUCH}", read_ago),  # قبل عامين
        (rf"Aa*{_MUCH}", read_later),  # بعد أسبوع
        (r"[SGA](?:w?\^?p(?!o)w?c*|9(?:w+|(?=[.,&)])|$)|gw?|Jw?)", read_vague),  # قبل عدة أسابيع
        (rf"S{_INNER}", read_since),
        (r"H[fi]?(?P<inner>[ZUk])", read_until),
        (rf"G{_INNER}", read_before),
        (rf"A{_INNER}", read_after),
        (r"g", read_vague),
        (r"[fb]?(?P<much>[1-7]n|n[p1-7])(?:t|&)(?P<more>n[p1-7])", read_stretch),  # من ثانية إلى 10 ثوان
        (r"[fb]?n(?:t|&|-|O)(?P<much>n[p1-7])", read_stretch),  # 3 إلى 5 أيام
        (r"a*n[p1-7](?:&n[p1-7])+", read_stretch),  # 5 أشهر و27 يوما
        (r"(?P<much>[1-7])(?P<half>&Q(?:\^?[1-7])?)c*", read_duration),  # أسبوع ونصف
        (r"a*(?P<much>v|n[p1-8]|Q\^?[1-7]|8n)(?P<half>&Q(?:\^?[1-7])?)?c*", read_duration),  # 9 سنوات
        (r"a+(?P<much>[1-7])n?c*", read_duration),  # أكثر من عام
        (r"(?P<much>[1-7])n?c+", read_duration),  # عام كامل
        (r"(?<=9)(?P<much>[1-7])n?", read_duration),  # لمدة عام
        (r"wp|pw+|(?<=[ij])p(?=[.,)&ijf]|$)", read_stretch),  # عدة أشهر، سنوات طويلة، لسنوات
    )
)
