/** A small English-Chinese phrase table: expressions of one meaning in each language, the commonest first. */
export interface Concept {
  readonly en: readonly string[];
  readonly zh: readonly string[];
}

const TABLE = `
buy|purchase|acquire=购买|买|选购
sell|market=出售|卖
help|assist|aid=帮助|协助|帮忙
free|free of charge|gratis|complimentary=免费|不收费
please|kindly=请
call|phone|ring=打电话|致电
today|this very day=今天|今日
now|at once|right away|immediately=现在|马上|立刻
soon|before long|shortly=很快|不久
offer|deal|bargain=优惠|特价
money|cash|funds=钱|现金|资金
price|cost|rate=价格|价钱|费用
cheap|inexpensive|low=便宜|低廉
fast|quick|rapid=快速|迅速
new|brand-new|fresh=新|全新
good|fine|great=好|不错
best|finest|top=最好|最佳
big|large|huge=大|巨大
small|little|tiny=小|微小
easy|simple|effortless=简单|容易
many|numerous|lots of=很多|许多|大量
want to|would like to|wish to=想|想要|希望
want|desire=想要|要
need|require=需要|须要
must|have to=必须|务必
get|receive|obtain=得到|收到|获得
give|grant=给|给予
send|mail|forward=发送|寄
email|e-mail|message=邮件|电邮
click|press=点击|点一下
here|at this place=这里|此处
visit|see|look at=访问|看看|浏览
website|site|web page=网站|网页
information|details|facts=信息|资料
order|request=订购|下单
business|trade|commerce=生意|业务|商业
company|firm|enterprise=公司|企业
work|job|labor=工作|活儿
home|house|residence=房子|家|住宅
family|household=家庭|家人
people|persons|folks=人们|大家
friend|pal|buddy=朋友|友人
child|kid=孩子|小孩
time|moment=时间|时候
day|date=日子|天
year|twelve months=年
world|globe=世界|全球
problem|trouble|issue=问题|麻烦
answer|reply|response=回答|答复|回复
question|query=疑问|提问
find|discover|locate=找到|发现
know|understand|realize=知道|了解
think|believe|suppose=认为|觉得|以为
say|state|mention=说|提到
try|attempt=尝试|试试
use|apply|employ=使用|用
make|produce|create=制作|制造
start|begin|launch=开始|启动
end|finish|stop=结束|停止
change|alter|modify=改变|更改|修改
remove|delete|take off=删除|移除|去掉
add|include=添加|加入
check|verify|test=检查|核对
run|execute=运行|执行
file|document=文件|文档
program|application|software=程序|软件|应用
computer|machine|pc=电脑|计算机
server|host=服务器|主机
system|setup=系统
error|mistake|fault=错误|差错
line|row=行
list|table=列表|清单
code|source=代码|源码
very|really|extremely=非常|很|十分
only|just|merely=只|仅仅
also|too|as well=也|同样
but|however|yet=但是|不过|可是
because|since|for the reason that=因为|由于
if|in case=如果|要是
often|frequently=经常|常常
always|ever=总是|一直
never|at no time=从不|绝不
guaranteed|assured=保证|担保
special|exceptional=特别|特殊
increase|raise|grow=增加|提高
save|keep=节省|保存
credit|loan=贷款|信贷
interest|concern=利息|兴趣
insurance|coverage=保险
opportunity|chance=机会|机遇
product|item|goods=产品|商品
service|assistance=服务
customer|client|buyer=客户|顾客
important|significant|essential=重要|要紧
wonderful|amazing|fantastic=精彩|美妙
happy|glad|pleased=高兴|开心
beautiful|lovely|pretty=美丽|漂亮
quality|standard=质量|品质
road|way|path=道路|路
great deal=划算的买卖|很划算
as soon as possible|without delay=尽快|尽早
thank you|thanks=谢谢|感谢
`;

export const CONCEPTS: readonly Concept[] = TABLE.trim()
  .split('\n')
  .map((row) => {
    const [en, zh] = row.split('=').map((side) => side.split('|'));
    return { en, zh };
  });
